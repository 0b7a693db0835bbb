package org.espalier.ui.shell;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.espalier.ui.Background;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.espalier.ui.theme.Theme;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts the toolkit and the window on it. */
public final class Desktop {
    private final Workbench workbench;
    private final Texts texts = new Texts();

    /** The window will work with this. */
    public Desktop(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Opens the window and returns when the user has closed it.
     *
     * @param first what to open at once
     */
    public void run(Optional<Path> first) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ExecutorService worker = Executors.newSingleThreadExecutor(Desktop::thread)) {
            Platform.startup(() -> open(first, worker, closed));
            closed.await();
            worker.shutdownNow();
        }
        Platform.exit();
    }

    private void open(Optional<Path> first, ExecutorService worker, CountDownLatch closed) {
        Background background = new Background(worker, Platform::runLater);
        ShellViewModel shell = new ShellViewModel(workbench, background, texts);
        Stage stage = new Stage();
        stage.setOnHidden(
                e -> {
                    shell.jobs().cancelAll();
                    closed.countDown();
                });
        new EspalierWindow(shell, texts, Theme.LIGHT).show(stage);
        first.ifPresent(shell::open);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "espalier-background");
        thread.setDaemon(true);
        return thread;
    }
}
