package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flowjay.testing.Conservation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Corpus captures, cut and with bits flipped: no exception escapes, and every packet is counted once. */
class HostileCorpusTest {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int CUT_STEP = 7;
    private static final int CUT_RANGE = 2048;
    private static final int SEEDED_CUTS = 50;
    private static final int FLIPS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    @Tag("sweep")
    void aSampleOfDamagedCapturesIsCounted() {
        long seed = new Random().nextLong();
        System.out.println("HostileCorpusTest: seed " + seed);
        List<Path> files = new ArrayList<>(files());
        Random random = new Random(seed);
        Collections.shuffle(files, random);
        for (Path file : files.subList(0, Math.min(80, files.size()))) {
            List<byte[]> variants = variants(file, random);
            Collections.shuffle(variants, random);
            check(file, variants.subList(0, Math.min(40, variants.size())), seed);
        }
    }

    @Test
    @Tag("full")
    void everyDamagedCaptureIsCounted() {
        long seed = 20261124;
        long variants = 0;
        Random random = new Random(seed);
        for (Path file : files()) {
            List<byte[]> all = variants(file, random);
            check(file, all, seed);
            variants += all.size();
        }
        System.out.println("HostileCorpusTest: " + variants + " variants");
    }

    private static void check(Path file, List<byte[]> variants, long seed) {
        for (int i = 0; i < variants.size(); i++) {
            byte[] variant = variants.get(i);
            assertThatCode(() -> assertTimeoutPreemptively(LIMIT, () -> Conservation.check(variant)))
                    .as("%s, variant %d of seed %d", file.getFileName(), i, seed)
                    .doesNotThrowAnyException();
        }
    }

    private static List<byte[]> variants(Path file, Random random) {
        byte[] whole = bytes(file);
        List<byte[]> variants = new ArrayList<>();
        for (int end = 0; end < Math.min(CUT_RANGE, whole.length); end += CUT_STEP) {
            variants.add(Arrays.copyOf(whole, end));
        }
        for (int i = 0; i < SEEDED_CUTS; i++) {
            variants.add(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            variants.add(flipped);
        }
        variants.add(whole);
        return variants;
    }

    private static List<Path> files() {
        Corpus.assumePresent();
        return Stream.of("conformance", "malformed")
                .flatMap(folder -> Corpus.captures(folder).stream())
                .filter(file -> file.toFile().length() > 0 && file.toFile().length() <= MAX_BYTES)
                .toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
