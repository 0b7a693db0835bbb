package org.espalier.project;

import org.espalier.base.UserFacingException;
import org.espalier.job.JobSpec;
import org.espalier.job.Journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of a project: a folder each, under {@code runs}. Those that the user deleted lie in
 * {@code runs/.trash}, from where undo brings them back.
 */
public final class Runs {
    /** Their folder in the project's. */
    static final String FOLDER = "runs";

    /** A file that says that a run goes on at the next opening. */
    static final String KEPT = ".kept";

    private static final String TRASH = ".trash";

    private Runs() {}

    /**
     * What a project's folder holds.
     *
     * @param runs oldest first
     * @param problems a sentence for each folder that could not be read
     */
    public record Listing(List<RunRecord> runs, List<String> problems) {}

    /**
     * Reads all runs, those in the trash too: others may have come from them. A broken one is a
     * sentence, never a failure.
     *
     * @param known runs that were read before; those that ended well are not read again
     */
    public static Listing list(Path project, ProjectState state, List<RunRecord> known) {
        Map<Path, RunRecord> done =
                known.stream()
                        .filter(run -> run.state() == RunRecord.State.DONE)
                        .collect(Collectors.toMap(RunRecord::folder, Function.identity()));
        List<RunRecord> runs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            Path parent = project.resolve(FOLDER).toAbsolutePath();
            for (Path folder : folders(parent, parent.resolve(TRASH))) {
                try {
                    RunMarks marks = state.marks(folder.getFileName().toString());
                    RunRecord before = done.get(folder);
                    runs.add(
                            before == null
                                    ? new RunReader(folder).read(marks)
                                    : before.withMarks(marks));
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
     * Makes the folder of a new run and keeps what it starts with, so that it can go on also if no
     * process gets to it now.
     *
     * @param spec what will be done, given the folder
     * @return the folder; its name is the run's id
     * @throws UserFacingException if it cannot be written
     */
    public static Path begin(Path project, RunPlan plan, Function<Path, JobSpec> spec) {
        try {
            Path runs = project.resolve(FOLDER).toAbsolutePath();
            int last = lastNumber(folders(runs, runs.resolve(TRASH)));
            Path folder = runs.resolve("%04d".formatted(last + 1));
            Journal.keepSpec(folder, spec.apply(folder));
            plan.write(folder);
            return folder;
        } catch (IOException e) {
            throw UserFacingException.failed(cannotList(project, e), e);
        }
    }

    /**
     * Says of a run that has not ended that it goes on at the next opening, unasked; or no longer.
     *
     * @throws UserFacingException if its folder cannot be written
     */
    public static void keep(Path folder, boolean kept) {
        Path mark = folder.resolve(KEPT);
        try {
            if (!kept) {
                Files.deleteIfExists(mark);
            } else if (!Files.exists(mark)) {
                Files.createFile(mark);
            }
        } catch (IOException e) {
            throw UserFacingException.failed(
                    "Could not write into %s: %s. Free some space and try again."
                            .formatted(folder, e.getMessage()),
                    e);
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

    /** The folders of both, by their names. */
    private static List<Path> folders(Path parent, Path other) throws IOException {
        return Stream.concat(folders(parent).stream(), folders(other).stream())
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
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
