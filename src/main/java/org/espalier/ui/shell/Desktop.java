package org.espalier.ui.shell;

import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.espalier.report.graph.LayeredLayout;
import org.espalier.ui.Background;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.Workbench;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Starts the toolkit and the window on it. */
public final class Desktop {
    private static final Duration AUTOSAVE = Duration.seconds(1);

    private final Workbench workbench;
    private final BiConsumer<StartStage, Runnable> started;
    private final Texts texts = new Texts();

    /** The window will work with this. */
    public Desktop(Workbench workbench) {
        this(workbench, (stage, close) -> {});
    }

    /**
     * The window will work with this.
     *
     * @param started hears how far the start is, and may close the window
     */
    public Desktop(Workbench workbench, BiConsumer<StartStage, Runnable> started) {
        this.workbench = workbench;
        this.started = started;
    }

    /**
     * Opens the window and returns when the user has closed it.
     *
     * @param first what to open at once; the sample if nothing
     */
    public void run(Optional<Path> first) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ExecutorService worker = Executors.newSingleThreadExecutor(Desktop::thread);
                ExecutorService disk = Executors.newSingleThreadExecutor(Desktop::thread)) {
            Background background = new Background(worker, Platform::runLater, disk);
            Platform.startup(() -> open(first, background, closed));
            closed.await();
            worker.shutdownNow();
        }
        Platform.exit();
    }

    private void open(Optional<Path> first, Background background, CountDownLatch closed) {
        ShellViewModel shell = new ShellViewModel(workbench, background, texts);
        Stage stage = new Stage();
        stage.setOnHidden(
                e -> {
                    shell.close();
                    closed.countDown();
                });
        EspalierWindow window = new EspalierWindow(shell, texts);
        window.show(stage);
        once(shell.study(), () -> shown(stage, window));
        keepEvery(AUTOSAVE, shell.project());
        // Reading a model would take the processor from the first frame.
        whenPainted(
                () -> {
                    started.accept(StartStage.PAINTED, stage::hide);
                    first.ifPresentOrElse(shell::open, () -> welcome(shell, window));
                    // While the model is read, the other core prepares what its graph will need.
                    thread(LayeredLayout::warmUp).start();
                });
    }

    /** Opens the sample; at a user's first start the tour leads through it. */
    private void welcome(ShellViewModel shell, EspalierWindow window) {
        if (workbench.sample().isEmpty()) {
            return;
        }
        if (shell.settings().settings().get().toured()) {
            shell.openSample();
        } else {
            window.tour();
        }
    }

    private void shown(Stage stage, EspalierWindow window) {
        whenPainted(
                () -> {
                    started.accept(StartStage.OPENED, stage::hide);
                    window.warmUp();
                });
    }

    /** A frame is on the screen when the one after the next begins. */
    private static void whenPainted(Runnable action) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames == 3) {
                    stop();
                    action.run();
                }
            }
        }.start();
    }

    private static void once(ObservableValue<@Nullable Study> study, Runnable action) {
        study.addListener(
                new ChangeListener<@Nullable Study>() {
                    @Override
                    public void changed(
                            ObservableValue<? extends @Nullable Study> changed,
                            @Nullable Study before,
                            @Nullable Study now) {
                        study.removeListener(this);
                        action.run();
                    }
                });
    }

    private static void keepEvery(Duration period, ProjectViewModel project) {
        Timeline timer = new Timeline(new KeyFrame(period, e -> project.keep()));
        timer.setCycleCount(Animation.INDEFINITE);
        timer.play();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "espalier-background");
        thread.setDaemon(true);
        return thread;
    }
}
