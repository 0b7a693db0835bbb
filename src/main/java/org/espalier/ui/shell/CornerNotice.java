package org.espalier.ui.shell;

import javafx.geometry.Pos;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

import org.controlsfx.control.Notifications;
import org.espalier.job.JobSpec;
import org.espalier.ui.job.Job;
import org.espalier.ui.job.JobNotices.Notice;
import org.espalier.ui.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/** Shows a notice at the corner of the screen; a click brings the window back. */
record CornerNotice(ShellViewModel shell, Look look, Stage window) {
    private static final Duration SHOWN = Duration.seconds(12);

    void show(Notice notice) {
        Notifications.create()
                .title(notice.title())
                .text(notice.text())
                .graphic(Icons.of(notice.failed() ? Feather.X_CIRCLE : Feather.CHECK_CIRCLE, 28))
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(SHOWN)
                .onAction(e -> comeBack(notice))
                .show();
        Window.getWindows().stream()
                .filter(Popup.class::isInstance)
                .map(Window::getScene)
                .filter(scene -> scene.getRoot().lookup(".notification-bar") != null)
                .forEach(look::dress);
    }

    private void comeBack(Notice notice) {
        window.setIconified(false);
        window.toFront();
        window.requestFocus();
        show(notice.job());
    }

    /** Shows a job's run, or the jobs if it is none. */
    private void show(Job job) {
        if (job.request().spec() instanceof JobSpec.Run) {
            shell.runs().select(List.of(String.valueOf(job.request().folder().getFileName())));
            shell.screen().set(Screen.RUNS);
        } else {
            shell.jobs().listed().set(true);
        }
    }
}
