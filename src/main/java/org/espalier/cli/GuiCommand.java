package org.espalier.cli;

import org.espalier.base.UserFacingException;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier gui}: opens the window, or says why that is impossible. */
@Command(name = "gui", mixinStandardHelpOptions = true, description = "Opens the workbench.")
final class GuiCommand implements Callable<Integer> {
    private final Window window;
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "Model to open (default: the sample).")
    private @Nullable Path file;

    @Option(
            names = "--time",
            description = "Tell how long it takes until the window is painted, and close it.")
    private boolean time;

    GuiCommand(Window window, Console console) {
        this.window = window;
        this.console = console;
    }

    @Override
    public Integer call() {
        window.missing()
                .ifPresent(
                        reason -> {
                            throw new UserFacingException(
                                    UserFacingException.Kind.FAILED,
                                    reason
                                            + " \"espalier demo\" shows the sample session without"
                                            + " one.",
                                    null);
                        });
        if (time) {
            window.time(file, console.out());
        } else {
            window.open(file);
        }
        return Exit.DONE;
    }
}
