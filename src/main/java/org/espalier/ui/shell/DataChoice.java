package org.espalier.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.data.Datasets;
import org.espalier.job.DataRef;
import org.espalier.model.LanguageModel;
import org.espalier.project.ProjectData;
import org.espalier.ui.Background;
import org.espalier.ui.Study;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Chooses other data for the open model. Running text is asked about first; questions to a language
 * model are measured on, beside the data that methods learn from.
 */
final class DataChoice {
    private static final String QUESTIONS = ".jsonl";

    private final Workbench workbench;
    private final Background.Latest<Study> loading;
    private final ReadOnlyObjectWrapper<@Nullable TextForm> asked = new ReadOnlyObjectWrapper<>();

    /** Hands studies with other data to {@code loading}. */
    DataChoice(Workbench workbench, Background.Latest<Study> loading) {
        this.workbench = workbench;
        this.loading = loading;
    }

    /** Turns a path into data for the study, once it is clear how they are meant. */
    void open(Path path, Study study, Consumer<ProjectData> use) {
        Path absolute = path.toAbsolutePath().normalize();
        DataRef whole = DataRef.all(absolute.toString());
        if (Datasets.isRunningText(absolute)) {
            asked.set(new TextForm(absolute, study, use));
        } else if (isQuestions(absolute, study) && study.data() != null) {
            use.accept(new ProjectData(study.data().calibration(), whole));
        } else {
            use.accept(new ProjectData(whole, null));
        }
    }

    private static boolean isQuestions(Path path, Study study) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(QUESTIONS)
                && LanguageModel.isOne(study.network());
    }

    /** Reads the data behind the screen. */
    void load(ProjectData chosen, Study study) {
        loading.submit(() -> study.withData(workbench.data(chosen, study)));
    }

    /** The newest question about running text; null before the first. */
    ReadOnlyObjectProperty<@Nullable TextForm> asked() {
        return asked.getReadOnlyProperty();
    }
}
