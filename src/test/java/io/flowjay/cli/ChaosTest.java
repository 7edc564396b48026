package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.testing.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delivery exactly once under everything that happens to a pipeline in the field, drawn at random: whatever comes in whatever order,
 * each topic has each record of a capture once, and all records of a capture in a topic come from one delivery.
 */
@ExtendWith(TestCluster.class)
class ChaosTest {
    @TempDir
    Path directory;

    @Tag("kill")
    @Test
    void twelveRounds() throws Exception {
        rounds(12);
    }

    @Tag("full")
    @Test
    void sixtyRounds() throws Exception {
        rounds(60);
    }

    private void rounds(int count) throws Exception {
        assumeTrue(Files.exists(DisturbedPipeline.CLOCK_LIBRARY), "the library faketime is not installed");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (DisturbedPipeline pipeline = new DisturbedPipeline(directory, random)) {
            for (DisturbedPipeline.Disturbance disturbance : draw(count, random)) {
                System.out.println(disturbance);
                pipeline.disturb(disturbance);
            }
            pipeline.assertEachTopicHasEachRecordOnce();
        }
    }

    /** Each kind about as often as the others, in random order. */
    private static List<DisturbedPipeline.Disturbance> draw(int count, Random random) {
        List<DisturbedPipeline.Disturbance> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            List<DisturbedPipeline.Disturbance> deck =
                    new ArrayList<>(Arrays.asList(DisturbedPipeline.Disturbance.values()));
            Collections.shuffle(deck, random);
            drawn.addAll(deck);
        }
        assertThat(drawn.subList(0, count)).hasSize(count);
        return drawn.subList(0, count);
    }
}
