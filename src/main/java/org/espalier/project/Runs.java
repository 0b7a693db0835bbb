package org.espalier.project;

import org.espalier.base.UserFacingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of a project: a folder each, under {@code runs}. Those that the user deleted lie in
 * {@code runs/.trash}, from where undo brings them back.
 */
public final class Runs {
    /** Their folder in the project's. */
    static final String FOLDER = "runs";

    private static final String TRASH = ".trash";

    private Runs() {}

    /**
     * What a project's folder holds.
     *
     * @param runs oldest first
     * @param problems a sentence for each folder that could not be read
     */
    public record Listing(List<RunRecord> runs, List<String> problems) {}

    /** Reads all runs that are not deleted; a broken one is a sentence, never a failure. */
    public static Listing list(Path project, ProjectState state) {
        List<RunRecord> runs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            for (Path folder : folders(project.resolve(FOLDER))) {
                try {
                    RunMarks marks = state.marks(folder.getFileName().toString());
                    runs.add(new RunReader(folder).read(marks));
                } catch (UserFacingException e) {
                    problems.add(e.getMessage());
                }
            }
        } catch (IOException e) {
            problems.add(cannotList(project, e));
        }
        return new Listing(List.copyOf(runs), List.copyOf(problems));
    }

    /**
     * Makes the folder of a new run and keeps what it starts with.
     *
     * @return the folder; its name is the run's id
     * @throws UserFacingException if it cannot be written
     */
    public static Path begin(Path project, RunPlan plan) {
        try {
            Path runs = project.resolve(FOLDER).toAbsolutePath();
            int last = 0;
            for (Path parent : List.of(runs, runs.resolve(TRASH))) {
                last = Math.max(last, lastNumber(folders(parent)));
            }
            Path folder = runs.resolve("%04d".formatted(last + 1));
            plan.write(folder);
            return folder;
        } catch (IOException e) {
            throw UserFacingException.failed(cannotList(project, e), e);
        }
    }

    /**
     * Moves runs into the trash and out of it until the disk is as the marks say. A run that is not
     * there is left alone.
     *
     * @throws UserFacingException if one cannot be moved
     */
    static void follow(Path project, ProjectState state) {
        Path runs = project.resolve(FOLDER);
        Path trash = runs.resolve(TRASH);
        try {
            for (Path folder : folders(runs)) {
                if (state.marks(folder.getFileName().toString()).deleted()) {
                    Files.createDirectories(trash);
                    Files.move(folder, trash.resolve(folder.getFileName()));
                }
            }
            for (Path folder : folders(trash)) {
                if (!state.marks(folder.getFileName().toString()).deleted()) {
                    Files.move(folder, runs.resolve(folder.getFileName()));
                }
            }
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "A run in %s could not be moved: %s. Close what uses its files and try again."
                            .formatted(runs, e.getMessage()),
                    e);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static int lastNumber(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.getFileName().toString())
                .filter(name -> name.matches("\\d{1,8}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private static String cannotList(Path project, IOException e) {
        return "Could not list the runs of %s: %s. Check that you may read its folder."
                .formatted(project, e.getMessage());
    }
}
