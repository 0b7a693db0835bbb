package org.espalier.app;

import org.espalier.base.CancelledException;
import org.espalier.cli.Window;
import org.espalier.ui.Workbench;
import org.espalier.ui.shell.Desktop;
import org.espalier.ui.shell.StartStage;
import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The window as the command line opens it. */
record DesktopWindow(Display display, Workbench workbench) implements Window {
    @Override
    public Optional<String> missing() {
        return display.missing();
    }

    @Override
    public void open(@Nullable Path file) {
        run(new Desktop(workbench), file);
    }

    @Override
    public void time(@Nullable Path file, PrintStream out) {
        run(
                new Desktop(
                        workbench,
                        (stage, close) -> {
                            out.println(words(stage) + spent());
                            if (stage == StartStage.OPENED) {
                                close.run();
                            }
                        }),
                file);
    }

    private static String words(StartStage stage) {
        return switch (stage) {
            case PAINTED -> "First paint";
            case OPENED -> "Model shown";
        };
    }

    /** Since this process began, what started the JVM in it included. */
    private static String spent() {
        ProcessHandle.Info process = ProcessHandle.current().info();
        Duration wall = Duration.between(process.startInstant().orElseThrow(), Instant.now());
        return ": %.2f s, %.2f s of processor time"
                .formatted(
                        wall.toMillis() / 1e3,
                        process.totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
    }

    private static void run(Desktop desktop, @Nullable Path file) {
        try {
            desktop.run(Optional.ofNullable(file));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
