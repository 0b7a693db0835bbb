package org.espalier.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.espalier.compress.ParamsSchema.Field;
import org.espalier.job.DataRef;
import org.espalier.measure.Task;
import org.espalier.project.ProjectData;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Study;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class TextFormTest {
    private final List<ProjectData> used = new ArrayList<>();

    private TextForm form(String file, Study study) {
        return new TextForm(Path.of(file), study, used::add);
    }

    private static void set(TextForm form, String name, String value) {
        Field field =
                form.form().fields().stream()
                        .filter(f -> f.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        form.form().value(field).set(value);
    }

    @Test
    void aFirstTextIsLearnedFromInPartAndMeasuredOnAsAWhole() {
        TextForm form = form("/t/train.txt", SampleStudy.small());
        set(form, "window", "64");
        form.accept();
        assertEquals(
                List.of(
                        new ProjectData(
                                new DataRef("/t/train.txt", 128, 0, 64),
                                new DataRef("/t/train.txt", 0, 0, 64))),
                used);
    }

    @Test
    void aSecondTextIsMeasuredOnInWindowsOfTheSameLength() {
        DataRef learned = new DataRef("/t/train.txt", 16, 3, 32);
        Study.Data data = new Study.Data(learned, null, "", 10, false, Task.PERPLEXITY);
        form("/t/val.txt.gz", SampleStudy.small().withData(data)).accept();
        assertEquals(
                List.of(new ProjectData(learned, new DataRef("/t/val.txt.gz", 0, 0, 32))), used);
    }

    @Test
    void otherTextToLearnFromLeavesWhatIsMeasuredOn() {
        TextForm form = form("/t/other.txt", SampleStudy.small());
        set(form, "use", "calibration");
        set(form, "samples", "4");
        form.accept();
        assertEquals(
                List.of(
                        new ProjectData(
                                new DataRef("/t/other.txt", 4, 0, 512), DataRef.all("/data/test"))),
                used);
    }

    @Test
    void noWindowIsShorterThanAPrediction() {
        TextForm form = form("/t/other.txt", SampleStudy.small());
        set(form, "window", "1");
        assertFalse(form.form().valid().get());
    }
}
