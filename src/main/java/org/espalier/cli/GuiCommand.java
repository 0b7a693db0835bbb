package org.espalier.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * {@code espalier gui}: opens the window. Where that is impossible it says why and runs the sample
 * session without one.
 */
@Command(
        name = "gui",
        mixinStandardHelpOptions = true,
        description = "Opens the workbench; without a display, runs the demo instead.")
final class GuiCommand implements Callable<Integer> {
    private final Services services;
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "Model to open (default: the sample).")
    private @Nullable Path file;

    GuiCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<String> missing = services.window().missing();
        if (missing.isEmpty()) {
            services.window().open(file);
        } else {
            console.error(missing.get() + " Running the sample session without a window.");
            services.demo()
                    .run(
                            DemoCommand.FOLDER,
                            console.out(),
                            new ProgressLine(console.err()).asProgress());
        }
        return Exit.DONE;
    }
}
