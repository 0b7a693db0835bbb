package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

class EditLawsTest {
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anEditAndItsInverseGiveTheStateBack(@ForAll("edits") List<Edit> edits) {
        ProjectState state = States.fresh(Path.of("/p"));
        for (Edit edit : edits) {
            ProjectState next = edit.apply(state);
            assertEquals(state, edit.inverse(state).apply(next));
            assertEquals(next, edit.apply(next), "doing it twice is doing it once");
            state = next;
        }
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void undoingAllGivesTheStartAndRedoingAllTheEnd(@ForAll("edits") List<Edit> edits)
            throws IOException {
        Path folder = folder();
        try (Document document = Disk.document(folder)) {
            ProjectState start = document.state();
            for (int i = 0; i < edits.size(); i++) {
                if (i % 3 == 0) {
                    document.edit(edits.get(i));
                } else {
                    document.edit(edits.get(i), "gesture " + i / 4);
                }
            }
            ProjectState end = document.state();

            while (document.undoName().isPresent()) {
                document.undo();
            }
            assertEquals(start, document.state());
            while (document.redoName().isPresent()) {
                document.redo();
            }
            assertEquals(end, document.state());
        } finally {
            Relocation.delete(folder);
        }
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void theJournalReplaysToTheState(@ForAll("edits") List<Edit> edits) throws IOException {
        Path folder = folder();
        Path copy = folder();
        try (Document document = Disk.document(folder)) {
            for (Edit edit : edits) {
                document.edit(edit);
                if (document.undoName().isPresent() && edit.hashCode() % 4 == 0) {
                    document.undo();
                }
            }
            Disk.asAfterAKill(folder, copy);

            try (Document again = Document.open(copy, Disk.AT_ONCE)) {
                assertEquals(
                        document.state()
                                .withModel(again.state().model())
                                .withData(ProjectData.NONE),
                        again.state().withData(ProjectData.NONE));
            }
            try (Document saved = Document.open(copy, Disk.AT_ONCE)) {
                assertTrue(saved.warnings().isEmpty(), "the journal was taken over");
            }
        } finally {
            Relocation.delete(folder);
            Relocation.delete(copy);
        }
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        return States.edits().list().ofMaxSize(12);
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of("target", "laws", UUID.randomUUID().toString()))
                .toAbsolutePath();
    }
}
