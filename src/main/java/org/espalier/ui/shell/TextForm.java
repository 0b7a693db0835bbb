package org.espalier.ui.shell;

import org.espalier.compress.Params;
import org.espalier.compress.ParamsSchema;
import org.espalier.data.Datasets;
import org.espalier.job.DataRef;
import org.espalier.project.ProjectData;
import org.espalier.ui.Study;
import org.espalier.ui.form.FormModel;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** How a file of running text is to be cut and used, while the user is asked. */
final class TextForm {
    private static final ParamsSchema<Cut> SCHEMA = ParamsSchema.of(Cut.class);
    private static final int COMMON_WINDOW = 512;

    private final Path file;
    private final ProjectData before;
    private final Consumer<ProjectData> use;
    private final FormModel form;

    /** What text is for. */
    enum Use {
        /** Methods learn from a part of it, results are measured on all of it. */
        BOTH,
        /** Methods learn from it; what results are measured on stays. */
        CALIBRATION,
        /** Results are measured on it; what methods learn from stays. */
        EVALUATION
    }

    /** What is asked. */
    record Cut(
            @Params.Param(
                            help =
                                    "Length of the windows that the text is cut into. Perplexities"
                                            + " of windows of another length cannot be compared.",
                            byDefault = "512",
                            min = 2,
                            unit = "tokens")
                    int window,
            @Params.Param(
                            help =
                                    "Windows that methods learn from, drawn with seed 0; 0 for all"
                                            + " of the text.",
                            byDefault = "128",
                            min = 0)
                    int samples,
            @Params.Param(help = "What the text is for.", byDefault = "both") Use use)
            implements Params {}

    /** Asks about a file for a study; the answer goes to {@code use}. */
    TextForm(Path file, Study study, Consumer<ProjectData> use) {
        this.file = file;
        this.use = use;
        before = study.chosenData();
        DataRef known = before.calibration();
        int cut = known == null ? 0 : known.window();
        int usual = Datasets.usualWindow(study.network()).orElse(COMMON_WINDOW);
        form =
                new FormModel(
                        SCHEMA.fields(),
                        Map.of(
                                "window",
                                Integer.toString(cut > 0 ? cut : usual),
                                "use",
                                cut > 0 ? "evaluation" : "both"));
    }

    /** The file's name. */
    String name() {
        return file.getFileName().toString();
    }

    FormModel form() {
        return form;
    }

    /** Takes what is filled in. */
    void accept() {
        Cut cut = SCHEMA.build(form.values());
        DataRef learned = new DataRef(file.toString(), cut.samples(), 0, cut.window());
        DataRef judged = new DataRef(file.toString(), 0, 0, cut.window());
        DataRef known = before.calibration();
        use.accept(
                switch (cut.use()) {
                    case BOTH -> new ProjectData(learned, judged);
                    case CALIBRATION -> new ProjectData(learned, before.evaluation());
                    case EVALUATION -> new ProjectData(known == null ? learned : known, judged);
                });
    }
}
