package org.espalier.ui.job;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;

import org.espalier.report.Palette;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;

import java.util.List;

/** The foot of the window: the bar of the job that runs, and above it a drawer with all of them. */
public final class JobDock extends VBox {
    private static final double MOST = 0.4;

    private final JobsViewModel jobs;

    /**
     * The jobs and the machine they run on.
     *
     * @param foot what the bar says at its end
     */
    public JobDock(
            JobsViewModel jobs,
            MachineViewModel machine,
            ObservableValue<Workbench.DeviceFacts> device,
            ObservableValue<Palette> palette,
            ObservableValue<String> foot,
            Texts texts) {
        this.jobs = jobs;
        JobPanel panel = new JobPanel(jobs, machine, device, palette, texts);
        JobBar bar = new JobBar(jobs, foot, texts);
        panel.maxHeightProperty().bind(roomFor(panel));
        // A drawer that is shut would still lay out its cells with every event.
        jobs.listed()
                .subscribe(open -> getChildren().setAll(open ? List.of(panel, bar) : List.of(bar)));
        seen().subscribe(panel::live);
    }

    /** The drawer leaves more than half of the window to the screen, also where text is large. */
    private static ObservableValue<Number> roomFor(Node panel) {
        return panel.sceneProperty()
                .flatMap(Scene::heightProperty)
                .map(height -> (Number) (MOST * height.doubleValue()))
                .orElse(Double.MAX_VALUE);
    }

    /** Whether the drawer is open in a window that is shown. */
    private ObservableValue<Boolean> seen() {
        return sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(window -> window.showingProperty())
                .flatMap(showing -> showing ? jobs.listed() : null)
                .orElse(false);
    }
}
