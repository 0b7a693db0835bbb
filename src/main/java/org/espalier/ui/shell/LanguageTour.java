package org.espalier.ui.shell;

import org.espalier.base.UserFacingException;
import org.espalier.job.DataRef;
import org.espalier.project.Edit;
import org.espalier.project.ProjectData;
import org.espalier.ui.Workbench;
import org.espalier.ui.compare.TextSamples;
import org.espalier.ui.tune.Proposals;

import java.nio.file.Path;

/**
 * Goes through the screens with the checkpoint of a language model that has its text beside it, as
 * {@link ScreenTour} does with the sample: scans it, prunes it by an OWL schedule and by a recipe
 * that drops a block, and has it write. Needs a toolkit that has been started.
 */
public final class LanguageTour {
    private static final int WINDOW = 256;
    private static final int CALIBRATION = 32;
    private static final int EVALUATION = 100;
    private static final long SEED = 7;
    private static final double SHARE = 0.5;
    private static final String PROMPT = "My fellow Americans, the state of";
    private static final String RECIPE =
            """
            espalier: 1
            steps:
              - drop-blocks: {count: 1, by: influence}
              - prune: {method: sparsegpt, sparsity: 0.3}
            """;

    private final Workbench workbench;
    private final ScreenPictures pictures;

    /** The tour will work with this and leave its pictures there. */
    public LanguageTour(Workbench workbench, ScreenPictures pictures) {
        this.workbench = workbench;
        this.pictures = pictures;
    }

    /**
     * Makes the tour; not on the toolkit's thread.
     *
     * @param checkpoint folder with {@code train.txt.gz} and {@code val.txt.gz}
     * @throws UserFacingException if the checkpoint cannot be opened or a job fails
     */
    public void of(Path checkpoint) {
        TourGuide.lead(workbench, pictures, guide -> tour(guide, checkpoint));
    }

    private static void tour(TourGuide guide, Path checkpoint) {
        ShellViewModel shell = guide.shell();
        guide.open(checkpoint);
        guide.act(() -> shell.project().edit(new Edit.SetData(data(checkpoint))));
        Proposals proposals = shell.tune().proposals();
        guide.until(proposals.whyNoOwl().isEmpty());
        guide.untilIdle();
        guide.paint("llama-model", Screen.MODEL);
        guide.act(() -> proposals.propose(proposals.owl(), SHARE));
        guide.until(proposals.shown().isNotNull());
        guide.paint("llama-tune", Screen.TUNE, scene -> shell.tune().blocks().show(true));
        guide.act(proposals::apply);
        guide.run(Screen.TUNE);
        guide.act(() -> shell.recipe().add("A block less", RECIPE));
        guide.paint("llama-recipe", Screen.RECIPE);
        guide.run(Screen.RECIPE);
        guide.paint("llama-compare", Screen.COMPARE);
        TextSamples texts = shell.compare().writing();
        write(guide, texts);
        write(guide, texts);
        guide.paint("llama-texts", Screen.COMPARE, TourGuide.press("#details-1"));
    }

    /** Has both models write; the first time warms them up. */
    private static void write(TourGuide guide, TextSamples texts) {
        guide.act(
                () -> {
                    texts.prompt().set(PROMPT);
                    texts.start();
                });
        guide.until(texts.running().isNull());
    }

    private static ProjectData data(Path checkpoint) {
        return new ProjectData(
                text(checkpoint, "train.txt.gz", CALIBRATION),
                text(checkpoint, "val.txt.gz", EVALUATION));
    }

    private static DataRef text(Path checkpoint, String name, int windows) {
        String file = checkpoint.resolve(name).toAbsolutePath().toString();
        return new DataRef(file, windows, SEED, WINDOW);
    }
}
