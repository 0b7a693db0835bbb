package org.espalier.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.espalier.base.UserFacingException;
import org.espalier.project.Edit.SetRecipes;
import org.espalier.project.Edit.SetSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

class DocumentTest {
    @TempDir Path root;
    private Path folder;
    private Document document;

    @BeforeEach
    void open() {
        folder = root.resolve("study");
        document = Disk.document(folder);
    }

    @AfterEach
    void close() {
        document.close();
    }

    @Test
    void oneGestureIsOneStepAndOneLineWhenItEnds() {
        document.edit(new Edit.SetMethod("wanda"));
        for (double sparsity : new double[] {0.1, 0.2, 0.3}) {
            document.edit(States.layer(sparsity), "drag");
        }
        Edit range = new SetSchedule(States.schedule(0.4), SetSchedule.Reason.RANGE);
        document.edit(range, "drag");
        Edit method = new Edit.SetMethod("wanda");
        assertEquals(List.of(method), EditJournal.read(folder));
        assertFalse(document.saved(), "the edit in hand is not on the disk");

        document.endGesture();

        assertEquals(List.of(method, range), EditJournal.read(folder));
        assertTrue(document.saved());
        assertEquals(Optional.of("edit.schedule.range"), document.undoName());
        document.undo();
        assertEquals(null, document.state().schedule());
        assertEquals("wanda", document.state().method());
        document.redo();
        assertEquals(States.schedule(0.4), document.state().schedule());
    }

    @Test
    void anotherGestureOrAnotherPartIsAnotherStep() {
        document.edit(States.layer(0.1), "first");
        document.edit(States.layer(0.2), "second");
        document.edit(new Edit.SetMethod("wanda"), "second");

        document.undo();
        assertEquals(Optional.of("edit.schedule.layer"), document.undoName());
        document.undo();
        assertEquals(States.schedule(0.1), document.state().schedule());
    }

    @Test
    void aGestureThatEndedIsNotGoneOnWith() {
        document.edit(States.layer(0.1), "drag");
        document.endGesture();
        document.edit(States.layer(0.2), "drag");

        document.undo();

        assertEquals(States.schedule(0.1), document.state().schedule());
    }

    @Test
    void anEditThatChangesNothingIsNoneAndANewEditForgetsWhatWasUndone() {
        document.edit(new Edit.SetGoals(Goals.NONE));
        assertEquals(Optional.empty(), document.undoName());

        document.edit(States.layer(0.1));
        document.undo();
        assertEquals(Optional.of("edit.schedule.layer"), document.redoName());
        document.edit(new Edit.SetMethod("wanda"));

        assertEquals(Optional.empty(), document.redoName());
        assertEquals(Optional.of("edit.method"), document.undoName());
    }

    @Test
    void listenersHearEachChange() {
        List<Optional<String>> heard = new ArrayList<>();
        document.listen(() -> heard.add(document.undoName()));

        document.edit(new Edit.SetMethod("wanda"));
        document.edit(new Edit.SetMethod("wanda"));
        document.undo();

        assertEquals(List.of(Optional.of("edit.method"), Optional.empty()), heard);
    }

    @Test
    void lookingWritesNothing() throws Exception {
        document.close();
        String before = Files.readString(folder.resolve(ProjectFile.NAME));
        Files.writeString(folder.resolve(ProjectFile.NAME), before + "# by hand\n");

        Document.open(folder, Disk.AT_ONCE).close();

        assertEquals(before + "# by hand\n", Files.readString(folder.resolve(ProjectFile.NAME)));
    }

    @Test
    void savingAndClosingWriteTheFileAndEmptyTheJournal() {
        document.edit(States.layer(0.1));
        document.edit(States.layer(0.2));
        assertEquals(2, EditJournal.read(folder).size());
        assertEquals(null, ProjectFile.read(folder).schedule());

        document.save();
        assertEquals(States.schedule(0.2), ProjectFile.read(folder).schedule());
        assertEquals(List.of(), EditJournal.read(folder));

        document.edit(States.layer(0.3));
        document.close();
        assertEquals(States.schedule(0.3), ProjectFile.read(folder).schedule());
        assertEquals(List.of(), EditJournal.read(folder));
    }

    @Test
    void manyEditsWriteTheFile() {
        for (int i = 1; i <= 100; i++) {
            document.edit(States.layer(i / 200.0));
        }
        assertEquals(States.schedule(0.5), ProjectFile.read(folder).schedule());
        assertEquals(List.of(), EditJournal.read(folder));
    }

    @Test
    void aTornLastLineAndWhatStandsBehindADamagedOneAreDropped() throws Exception {
        Path journal = folder.resolve(EditJournal.FILE);
        String first = EditJournal.line(States.layer(0.1));
        String second = EditJournal.line(States.layer(0.2));

        Files.writeString(journal, first + second.substring(0, second.length() - 1));
        assertEquals(List.of(States.layer(0.1)), EditJournal.read(folder));

        Files.writeString(journal, first + second.replace("0.2", "0.9") + first);
        assertEquals(List.of(States.layer(0.1)), EditJournal.read(folder));

        Files.writeString(journal, "rubbish\n\n" + first);
        assertEquals(List.of(), EditJournal.read(folder));
    }

    @Test
    void aSecondWindowMayLookButNotKeep() {
        document.edit(States.layer(0.1));
        try (Document second = Document.open(folder, Disk.AT_ONCE)) {
            assertTrue(second.readOnly());
            String sentence = second.warnings().getFirst();
            assertTrue(sentence.contains("open in another window (process "), sentence);
            assertTrue(sentence.contains(Long.toString(ProcessHandle.current().pid())), sentence);
            assertEquals(States.schedule(0.1), second.state().schedule());
            second.edit(States.layer(0.7));
            second.save();
            assertFalse(second.saved());

            second.saveAs(root.resolve("mine")).join();
            assertFalse(second.readOnly());
        }
        document.close();
        assertEquals(States.schedule(0.1), ProjectFile.read(folder).schedule());
        assertEquals(States.schedule(0.7), ProjectFile.read(root.resolve("mine")).schedule());
        try (Document third = Document.open(folder, Disk.AT_ONCE)) {
            assertFalse(third.readOnly());
        }
    }

    @Test
    void aFullDiskLeavesTheOldFileAndTheNextEditSavesAll() throws Exception {
        List<String> told = new ArrayList<>();
        Path place = root.resolve("full");
        ProjectFile.write(place, States.fresh(place));
        String old = Files.readString(place.resolve(ProjectFile.NAME));
        Path aside = place.resolve("." + ProjectFile.NAME + ".part");
        try (Document full = Document.open(place, new Autosave(Runnable::run, told::add))) {
            Files.createDirectories(aside.resolve("in the way"));
            full.edit(States.layer(0.1));

            assertFalse(full.saved());
            assertTrue(told.getFirst().startsWith("Could not write"), told::toString);
            assertTrue(told.getFirst().contains("Free some space"), told::toString);
            assertEquals(old, Files.readString(place.resolve(ProjectFile.NAME)));

            Files.delete(aside.resolve("in the way"));
            Files.delete(aside);
            full.edit(new Edit.SetMethod("wanda"));
            assertTrue(full.saved());
            assertEquals(States.schedule(0.1), ProjectFile.read(place).schedule());
            assertEquals(List.of(new Edit.SetMethod("wanda")), EditJournal.read(place));
        }
        assertEquals("wanda", ProjectFile.read(place).method());
        assertEquals(1, told.size());
    }

    @Test
    void aJournalThatCannotBeWrittenIsToldAndTheNextEditSavesAll() throws Exception {
        List<String> told = new ArrayList<>();
        Path place = root.resolve("full");
        ProjectFile.write(place, States.fresh(place));
        try (Document full = Document.open(place, new Autosave(Runnable::run, told::add))) {
            Files.createDirectories(place.resolve(EditJournal.FILE));
            full.edit(States.layer(0.1));

            assertTrue(told.getFirst().startsWith("The last change is not saved"), told::toString);
            Files.delete(place.resolve(EditJournal.FILE));
            full.edit(new Edit.SetMethod("wanda"));
            assertTrue(full.saved());
            assertEquals(States.schedule(0.1), ProjectFile.read(place).schedule());
            assertEquals(List.of(new Edit.SetMethod("wanda")), EditJournal.read(place));
        }
    }

    @Test
    void whatAKillLeftCanBeUndoneAndDoneAgain() throws Exception {
        document.edit(States.layer(0.1));
        document.edit(new Edit.SetMethod("wanda"));
        document.edit(States.layer(0.2));
        document.undo();
        Path copy = Files.createDirectories(root.resolve("killed"));
        Disk.asAfterAKill(folder, copy);

        try (Document again = Document.open(copy, Disk.AT_ONCE)) {
            assertEquals(States.schedule(0.1), again.state().schedule());
            assertEquals(Optional.of("edit.schedule.layer"), again.redoName());
            assertEquals(Optional.of("edit.method"), again.undoName());
            again.undo();
            again.undo();
            assertEquals(null, again.state().schedule());
            assertEquals(null, again.state().method());
            assertEquals(Optional.empty(), again.undoName());
            for (int i = 0; i < 3; i++) {
                again.redo();
            }
            assertEquals(States.schedule(0.2), again.state().schedule());
            assertEquals("wanda", again.state().method());
        }
    }

    @Test
    void anUntitledProjectGoesOnWhereItWasLeftUntilItGetsAPlace() throws Exception {
        UntitledProjects untitled = new UntitledProjects(root.resolve("work"));
        ProjectState fresh = States.fresh(root);
        Path old;
        try (Document first = untitled.open(fresh, Disk.AT_ONCE)) {
            assertTrue(first.untitled());
            first.edit(States.layer(0.1));
            old = first.folder();
        }
        try (Document again = untitled.open(fresh, Disk.AT_ONCE)) {
            assertEquals(States.schedule(0.1), again.state().schedule());
            try (Document other = untitled.begin(fresh, Disk.AT_ONCE)) {
                assertEquals(null, other.state().schedule());
            }
            Files.createDirectories(old.resolve("runs/0001"));
            Files.writeString(old.resolve("runs/0001/note"), "kept");

            again.saveAs(root.resolve("place")).join();

            assertFalse(again.untitled());
            assertEquals(root.resolve("place"), again.folder());
            assertFalse(Files.exists(old));
            assertEquals("kept", Files.readString(root.resolve("place/runs/0001/note")));
            again.edit(States.layer(0.2));
            assertEquals(List.of(States.layer(0.2)), EditJournal.read(root.resolve("place")));
        }
    }

    @Test
    void aPlaceThatIsTakenIsRefusedAndTheProjectStays() {
        Path taken = root.resolve("taken");
        ProjectFile.write(taken, States.full(taken));

        for (Path target : List.of(taken, folder.resolve("inside"), folder)) {
            Throwable cause =
                    assertThrows(CompletionException.class, () -> document.saveAs(target).join())
                            .getCause();
            assertTrue(cause instanceof UserFacingException, target.toString());
        }
        assertEquals(folder, document.folder());
        assertEquals(States.full(taken), ProjectFile.read(taken));
        assertThrows(
                UserFacingException.class,
                () -> Document.create(taken, States.fresh(taken), Disk.AT_ONCE));
    }

    @Test
    void theHashOfTheModelIsTakenOverWithoutAnEdit() {
        assertEquals(Optional.empty(), document.modelFound("aa"));
        assertEquals("aa", document.state().model().sha256());
        assertEquals(Optional.empty(), document.undoName());
        assertTrue(document.modelFound("bb").orElseThrow().contains("was replaced or changed"));
    }

    @Test
    void recipesAreAddedRenamedMovedAndRemoved() {
        Recipes recipes =
                Recipes.NONE.add(new NamedRecipe("a", "x")).add(new NamedRecipe("b", "y: ["));
        document.edit(new SetRecipes(recipes, SetRecipes.Reason.ADD));

        assertEquals("b", document.state().recipes().current());
        assertEquals("a 2", recipes.freeName("a"));
        assertEquals("c", recipes.freeName("c"));
        assertEquals("c", recipes.rename("b", "c").current());
        assertEquals("b", recipes.move("b", -3).all().getFirst().name());
        assertEquals("a", recipes.remove("b").current());
        assertEquals(null, recipes.remove("b").remove("a").current());
        assertEquals("z", recipes.write("a", "z").find("a").orElseThrow().yaml());
        assertEquals("a", recipes.choose("a").inHand().orElseThrow().name());
        assertThrows(UserFacingException.class, () -> recipes.add(new NamedRecipe("a", "again")));
        assertThrows(UserFacingException.class, () -> recipes.rename("a", "b"));
        assertThrows(UserFacingException.class, () -> recipes.rename("a", " "));
        assertThrows(UserFacingException.class, () -> recipes.remove("gone"));
    }
}
