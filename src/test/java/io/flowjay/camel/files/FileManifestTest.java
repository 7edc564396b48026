package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process finds that another one was killed at: each state that a kill can leave between two changes of the disk. */
class FileManifestTest {
    private static final String ID = "ab12";
    private static final String GROUP = "cd34";
    private static final List<String> NAMES = List.of("date=2024-01-01/a.csv", "date=2024-01-02/a.csv", "b.csv");

    @TempDir
    Path directory;

    private FileManifest manifest;

    @BeforeEach
    void open() {
        manifest = new FileManifest(directory);
    }

    @Test
    void filesAppearUnderTheirNamesAndTheNoteIsKept() throws IOException {
        manifest.commit(ID, written());
        assertThat(visible()).containsExactlyElementsOf(NAMES);
        assertThat(manifest.note(ID)).contains(note(NAMES, List.of()));
        assertThat(hidden()).containsExactly(".flowjay/manifest/ab12.json");
    }

    @Test
    void whatHasNoNoteGoes() throws IOException {
        written();
        manifest.recover();
        assertThat(visible()).isEmpty();
        assertThat(hidden()).isEmpty();
        assertThat(manifest.note(ID)).isEmpty();
    }

    /** The note is there; some of the files have moved already. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatHasANoteIsFinished(int moved) throws IOException {
        written();
        Path begun = directory.resolve(".flowjay/partial/" + ID);
        Files.write(begun.resolve("note.json"), note(NAMES, List.of("old.csv")).bytes());
        Files.writeString(directory.resolve("old.csv"), "old");
        for (int i = 0; i < moved; i++) {
            Path file = directory.resolve(NAMES.get(i));
            Files.createDirectories(file.getParent());
            Files.move(begun.resolve(i + ".csv"), file);
        }
        new FileManifest(directory).recover();
        assertThat(visible()).containsExactlyElementsOf(NAMES);
        for (int i = 0; i < NAMES.size(); i++) {
            assertThat(directory.resolve(NAMES.get(i))).hasContent("records " + i);
        }
        assertThat(manifest.note(ID)).isPresent();
        assertThat(hidden()).containsExactly(".flowjay/manifest/ab12.json");
    }

    /** The note has moved, and its directory is left. */
    @Test
    void anEmptyDirectoryGoes() throws IOException {
        manifest.commit(ID, written());
        manifest.begin(ID);
        manifest.recover();
        assertThat(visible()).containsExactlyElementsOf(NAMES);
        assertThat(directory.resolve(".flowjay/partial")).isEmptyDirectory();
    }

    @Test
    void whatAnotherWorkerIsAtIsLeftToIt() throws IOException {
        written();
        try (FileLock lock = manifest.lock(ID)) {
            assertThat(lock).isNotNull();
            new FileManifest(directory).recover();
        }
        assertThat(hidden()).hasSize(NAMES.size());
    }

    @Test
    void aStrayFileIsPassedOver() throws IOException {
        written();
        Path stray = Files.createFile(directory.resolve(".flowjay/partial/.nfs0001"));
        assertThat(manifest.recover("other")).isTrue();
        assertThat(stray).exists();
        assertThat(directory.resolve(".flowjay/partial/" + ID)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"captures\":[{\"id\":\"ab", "[]", "{}"})
    void aNoteThatIsCutIsNamed(String text) throws IOException {
        manifest.commit(ID, written());
        Path note = Files.writeString(directory.resolve(".flowjay/manifest/ab12.json"), text);
        assertThatThrownBy(() -> manifest.note(ID))
                .isInstanceOf(IOException.class)
                .hasMessage(note + " is damaged; delete it to have its captures written again");
    }

    @Test
    void filesOfEarlierSettingsGo() throws IOException {
        manifest.commit(ID, written());
        Path begun = manifest.begin(ID);
        Files.writeString(begun.resolve("0.csv"), "new");
        manifest.commit(ID, note(List.of("b.csv"), List.of()));
        assertThat(visible()).containsExactly("b.csv");
        assertThat(directory.resolve("b.csv")).hasContent("new");
    }

    @Test
    void directoriesGoWithTheirLastFile() throws IOException {
        List<String> hours = List.of(
                "date=2024-01-01/hour=00/a.csv", "date=2024-01-01/hour=01/a.csv", "date=2024-01-02/hour=00/a.csv");
        write(hours.size());
        manifest.commit(ID, note(hours, List.of()));
        Path other = Files.createFile(directory.resolve("date=2024-01-01/hour=01/other.csv"));
        write(0);
        // All of its flows are filtered out now.
        manifest.commit(ID, note(List.of(), List.of()));
        assertThat(other).exists();
        assertThat(directories()).containsExactly("date=2024-01-01", "date=2024-01-01/hour=01");
    }

    /** The file is deleted, and its directories are left. */
    @Test
    void emptyDirectoriesOfAFileThatIsGoneGo() throws IOException {
        Path begun = write(0);
        Files.createDirectories(directory.resolve("date=2024-01-01/hour=00"));
        FileNote note = note(List.of(), List.of("date=2024-01-01/hour=00/old.csv"));
        Files.write(begun.resolve("note.json"), note.bytes());
        manifest.recover();
        assertThat(directories()).isEmpty();
        assertThat(directory).exists();
    }

    @Test
    void aNoteThatLeadsOutOfTheDirectoryIsAnError() throws IOException {
        Path begun = manifest.begin(ID);
        Files.writeString(begun.resolve("0.csv"), "x");
        assertThatThrownBy(() -> manifest.commit(ID, note(List.of("../out.csv"), List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside");
        assertThat(directory.resolveSibling("out.csv")).doesNotExist();
    }

    /** {@code --files ../files} is such a path. */
    @Test
    void thePathOfTheDirectoryMayLeadUpAndDown() throws IOException {
        Files.createDirectory(directory.resolve("work"));
        manifest = new FileManifest(directory.resolve("work/../././"));
        manifest.commit(ID, written());
        assertThat(visible()).containsExactlyElementsOf(NAMES);
    }

    @Test
    void aDirectoryThatIsMissingIsNotMadeAgain() {
        FileManifest gone = new FileManifest(directory.resolve("gone"));
        assertThatThrownBy(() -> gone.lock(ID)).isInstanceOf(IOException.class);
        assertThat(directory.resolve("gone")).doesNotExist();
    }

    @Test
    void capturesThatShareFilesHaveOneNote() throws IOException {
        manifest.commit(GROUP, shared(List.of("x", "y", "z")));
        assertThat(visible()).containsExactly("x.csv");
        assertThat(hidden())
                .containsExactlyInAnyOrder(
                        ".flowjay/manifest/x.json", ".flowjay/manifest/y.json", ".flowjay/manifest/z.json");
        for (String id : List.of("x", "y", "z")) {
            FileNote note = manifest.note(id).orElseThrow();
            assertThat(note.captures()).extracting(FileNote.Capture::id).containsExactly("x", "y", "z");
            assertThat(note.records(id)).isEqualTo(3);
        }
        assertThat(manifest.recover("x")).isTrue();
    }

    /** The note is there; some of the captures are in the manifest already, the first of them perhaps with another note. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3})
    void whatSeveralCapturesShareIsFinished(int linked) throws IOException {
        FileNote note = shared(List.of("x", "y", "z"));
        Path begun = directory.resolve(".flowjay/partial/" + GROUP);
        Files.write(begun.resolve("note.json"), note.bytes());
        if (linked >= 0) {
            Files.move(begun.resolve("0.csv"), directory.resolve("x.csv"));
        }
        for (int i = 0; i < linked; i++) {
            Files.createLink(
                    directory.resolve(
                            ".flowjay/manifest/" + note.captures().get(i).id() + ".json"),
                    begun.resolve("note.json"));
        }
        // Whoever asks for one of the captures finishes it.
        assertThat(manifest.recover("y")).isTrue();
        assertThat(visible()).containsExactly("x.csv");
        assertThat(hidden()).hasSize(3).allMatch(name -> name.startsWith(".flowjay/manifest/"));
        assertThat(manifest.note("z")).contains(note);
    }

    @Test
    void capturesOfANoteThatAnotherWorkerFinishesMustWait() throws IOException {
        FileNote note = shared(List.of("x", "y"));
        Files.write(directory.resolve(".flowjay/partial/" + GROUP + "/note.json"), note.bytes());
        try (FileLock lock = manifest.lock(GROUP)) {
            assertThat(lock).isNotNull();
            assertThat(manifest.recover("x")).isFalse();
            assertThat(manifest.recover("other")).isTrue();
        }
        assertThat(manifest.recover("x")).isTrue();
        assertThat(visible()).containsExactly("x.csv");
    }

    @Test
    void aSharedFileGoesWithTheLastOfItsCaptures() throws IOException {
        manifest.commit(GROUP, shared(List.of("x", "y", "z")));
        for (String id : List.of("x", "y")) {
            Files.writeString(FileManifest.numbered(manifest.begin(id), 0, "csv"), id);
            manifest.commit(id, note(List.of(capture(id)), List.of(id + "-new.csv"), List.of()));
            assertThat(directory.resolve("x.csv")).exists();
        }
        Files.writeString(FileManifest.numbered(manifest.begin("other"), 0, "csv"), "z and w");
        manifest.commit("other", note(List.of(capture("w"), capture("z")), List.of("new.csv"), List.of()));
        assertThat(visible()).containsExactlyInAnyOrder("x-new.csv", "y-new.csv", "new.csv");
        assertThat(manifest.note("z").orElseThrow().files()).containsExactly("new.csv");
        assertThat(manifest.note("x").orElseThrow().files()).containsExactly("x-new.csv");
    }

    /** A file of several captures that is complete under its number. */
    private FileNote shared(List<String> ids) throws IOException {
        Files.writeString(FileManifest.numbered(manifest.begin(GROUP), 0, "csv"), "records");
        return note(ids.stream().map(FileManifestTest::capture).toList(), List.of("x.csv"), List.of());
    }

    private static FileNote.Capture capture(String id) {
        return new FileNote.Capture(id, id + ".pcap", 3);
    }

    /** Files of a capture that are complete under their numbers. */
    private FileNote written() throws IOException {
        write(NAMES.size());
        return note(NAMES, List.of());
    }

    /** Writes files under their numbers, and returns their directory. */
    private Path write(int files) throws IOException {
        Path begun = manifest.begin(ID);
        for (int i = 0; i < files; i++) {
            Files.writeString(FileManifest.numbered(begun, i, "csv"), "records " + i);
        }
        return begun;
    }

    private static FileNote note(List<String> files, List<String> replaced) {
        return note(List.of(new FileNote.Capture(ID, "a.pcap", 3)), files, replaced);
    }

    private static FileNote note(List<FileNote.Capture> captures, List<String> files, List<String> replaced) {
        return new FileNote(captures, "f", "{}", true, files, replaced);
    }

    private List<String> visible() throws IOException {
        return names(false);
    }

    private List<String> hidden() throws IOException {
        return names(true);
    }

    /** Names of the directories of files. */
    private List<String> directories() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !path.equals(directory) && Files.isDirectory(path))
                    .map(path -> directory.relativize(path).toString())
                    .filter(name -> !name.startsWith(".flowjay"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> names(boolean hidden) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .filter(name -> name.startsWith(".flowjay/") == hidden && !name.equals(".flowjay.lock"))
                    .sorted(Comparator.comparing(NAMES::indexOf))
                    .toList();
        }
    }
}
