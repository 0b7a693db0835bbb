package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.model.format.OnnxReader;
import org.espalier.model.format.OnnxWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program on a disk that takes only the beginning of what is written: the system refuses this
 * process to let a file grow beyond a limit. Prints {@code OK}, or ends with what is wrong.
 */
final class FullDisk {
    private static final int LIMIT = 4096;
    private static final String LONG = "# a recipe longer than the limit\n".repeat(1000);

    private final Path folder;
    private final List<String> told = new ArrayList<>();

    private FullDisk(Path folder) {
        this.folder = folder;
    }

    /** Works in the folder given, with the model given. */
    public static void main(String[] arguments) throws Exception {
        FullDisk disk = new FullDisk(Path.of(arguments[0]));
        disk.edits();
        disk.exports(Path.of(arguments[1]));
        System.out.println("OK");
    }

    private void edits() throws Exception {
        ProjectFile.write(folder, States.fresh(folder));
        try (Document document = Document.open(folder, new Autosave(Runnable::run, told::add))) {
            document.edit(States.layer(0.1));
            check(document.saved(), "an edit before the disk is full is saved");

            byte[] file = Files.readAllBytes(folder.resolve(ProjectFile.NAME));
            fileSize(Integer.toString(LIMIT));
            document.edit(recipe("first"));
            check(!document.saved(), "an edit that the journal does not take is not saved");
            check(said("The last change is not saved in"), "the journal's failure is told");
            check(tooLarge(EditJournal.FILE), "the journal was cut off in the middle of the edit");
            check(EditJournal.read(folder).equals(List.of(States.layer(0.1))), "whole edits stay");
            check(afterAKill().schedule() != null, "a kill now loses the edit in hand only");

            document.edit(recipe("second"));
            document.save();
            check(said("Could not write " + folder), "the file's failure is told");
            check(
                    Arrays.equals(file, Files.readAllBytes(folder.resolve(ProjectFile.NAME))),
                    "the old file is whole");
            check(leftovers().isEmpty(), "nothing half-written stays: " + leftovers());
            check(!document.saved(), "nothing says that it is saved");

            fileSize("unlimited");
            document.edit(States.layer(0.2));
            check(document.saved(), "the program goes on when there is space");
        }
        try (Document again = Document.open(folder, new Autosave(Runnable::run, told::add))) {
            check(again.warnings().isEmpty(), "nothing had to be recovered");
            check(States.schedule(0.2).equals(again.state().schedule()), "the last edit is kept");
            check(again.state().recipes().all().size() == 2, "the refused edits are kept");
        }
    }

    private Edit recipe(String name) {
        Recipes now = Recipes.NONE.add(new NamedRecipe("first", LONG));
        return new Edit.SetRecipes(
                name.equals("first") ? now : now.add(new NamedRecipe(name, LONG)),
                Edit.SetRecipes.Reason.ADD);
    }

    /** What would be opened if the process died now. */
    private ProjectState afterAKill() throws Exception {
        Path copy = Files.createTempDirectory(folder.getParent(), "killed");
        fileSize("unlimited");
        Disk.asAfterAKill(folder, copy);
        try (Document opened = Document.open(copy, new Autosave(Runnable::run, told::add))) {
            return opened.state();
        } finally {
            fileSize(Integer.toString(LIMIT));
        }
    }

    private void exports(Path model) throws Exception {
        Path target = folder.resolve("exported.onnx");
        OnnxWriter.write(OnnxReader.read(model), target);
        byte[] whole = Files.readAllBytes(target);

        fileSize(Integer.toString(LIMIT));
        for (Path place : List.of(target, folder.resolve("new.onnx"))) {
            try {
                OnnxWriter.write(OnnxReader.read(model), place);
                check(false, "a model cannot be written to a full disk");
            } catch (UserFacingException e) {
                check(e.getMessage().startsWith("Could not write " + place), e.getMessage());
                check(e.getMessage().contains("Free some space"), e.getMessage());
            }
        }
        check(Arrays.equals(whole, Files.readAllBytes(target)), "the old model is whole");
        check(!Files.exists(folder.resolve("new.onnx")), "no half model under a final name");
        check(leftovers().isEmpty(), "nothing half-written stays: " + leftovers());
        fileSize("unlimited");
        OnnxWriter.write(OnnxReader.read(model), folder.resolve("new.onnx"));
        check(
                Arrays.equals(whole, Files.readAllBytes(folder.resolve("new.onnx"))),
                "the model is written when there is space");
    }

    private List<Path> leftovers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private boolean tooLarge(String name) throws IOException {
        return Files.size(folder.resolve(name)) == LIMIT;
    }

    private boolean said(String beginning) {
        return told.stream()
                .anyMatch(s -> s.startsWith(beginning) && s.contains("Free some space"));
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + "; told: " + told);
        }
    }

    /** Sets how large a file of this process may become; the hard limit stays. */
    private static void fileSize(String bytes) throws Exception {
        Process limit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(ProcessHandle.current().pid()),
                                "--fsize=" + bytes + ":")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(limit.getInputStream().readAllBytes());
        if (limit.waitFor() != 0) {
            throw new AssertionError("the limit could not be set: " + said);
        }
    }
}
