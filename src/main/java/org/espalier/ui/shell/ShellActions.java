package org.espalier.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.project.Settings;
import org.espalier.report.Numbers;
import org.espalier.ui.ProjectViewModel;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.espalier.ui.action.ActionGroup;
import org.espalier.ui.action.Actions;
import org.espalier.ui.action.Command;
import org.espalier.ui.action.CommandPalette;
import org.espalier.ui.action.Sheet;
import org.espalier.ui.action.ShortcutList;
import org.espalier.ui.runs.RunsViewModel;
import org.espalier.ui.theme.Icons;
import org.espalier.ui.tour.Tour;
import org.espalier.ui.tune.DuelCard;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Every action of the window, one line each. */
final class ShellActions {
    private final ShellViewModel shell;
    private final Look look;
    private final Texts texts;
    private final Node root;
    private final Actions actions;
    private final FileQuestions ask;
    private final CommandPalette palette;
    private final ShortcutList shortcuts;
    private final DuelCard duel;
    private final Tour tour;
    private final ObservableValue<String> model;
    private final ObservableValue<String> job;
    private boolean tourWaits;

    /** What floats over the window. */
    record Overlays(Sheet sheet, Tour tour) {}

    /**
     * The actions of a window.
     *
     * @param root in that window
     * @param ask asks for files there
     * @param over that window
     */
    ShellActions(
            ShellViewModel shell,
            Look look,
            Texts texts,
            Node root,
            FileQuestions ask,
            Overlays over) {
        this.shell = shell;
        this.look = look;
        this.texts = texts;
        this.root = root;
        actions = new Actions(texts);
        this.ask = ask;
        tour = over.tour();
        palette = new CommandPalette(actions, over.sheet(), texts);
        shortcuts = new ShortcutList(actions, over.sheet(), texts);
        duel = new DuelCard(shell.duel(), over.sheet(), look.palette(), texts);
        model = actions.needs(shell.study().isNotNull(), "needs.model");
        job = actions.needs(shell.jobs().running(), "needs.job");
    }

    Actions all() {
        file(actions.menu("menu.file"));
        edit(actions.menu("menu.edit"));
        view(actions.menu("menu.view"));
        run(actions.menu("menu.run"));
        help(actions.menu("menu.help"));
        actions.control("keys.heatmap")
                .add("keys.heatmap.select", "← →")
                .add("keys.heatmap.change", "↑ ↓")
                .add("keys.heatmap.leap", "Shift+↑ ↓")
                .add("keys.heatmap.ends", "Home End")
                .add("keys.heatmap.lock", "L");
        actions.control("keys.blocks")
                .add("keys.blocks.move", "← → ↑ ↓")
                .add("keys.blocks.extend", "Shift+← → ↑ ↓")
                .add("keys.blocks.toggle", "Ctrl+Space")
                .add("keys.blocks.row", "R")
                .add("keys.blocks.column", "C")
                .add("keys.blocks.value", "Enter")
                .add("keys.blocks.change", "+ −");
        actions.control("keys.recipe")
                .add("keys.recipe.move", "Alt+↑ ↓")
                .add("keys.recipe.change", "Enter")
                .add("keys.recipe.off", "Space")
                .add("keys.recipe.delete", "Delete")
                .add("keys.recipe.complete", "Ctrl+Space");
        actions.control("keys.runs")
                .add("keys.runs.compare", "Enter")
                .add("keys.runs.delete", "Delete")
                .add("keys.runs.copy", "Ctrl+C");
        actions.offer(this::layers);
        shell.study().subscribe(this::startTour);
        return actions;
    }

    private void file(ActionGroup menu) {
        menu.add("menu.file.new", "Shortcut+N", () -> ask.model("menu.file.new", shell::begin));
        menu.add("menu.file.open", "Shortcut+O", () -> ask.model("menu.file.open", shell::open));
        menu.add(
                "menu.file.folder",
                "Shortcut+Shift+O",
                () -> ask.project("menu.file.folder", shell::open));
        menu.add("menu.file.recent", this::recent);
        menu.separate();
        menu.add("menu.file.save", "Shortcut+S", model, this::save);
        menu.add("menu.file.saveAs", "Shortcut+Shift+S", model, this::saveAs);
        menu.add("menu.file.export", "Shortcut+E", model, this::export);
        menu.separate();
        menu.add(
                "menu.file.data",
                "Shortcut+D",
                model,
                () -> ask.data("menu.file.data", shell::openData));
        menu.add(
                "menu.file.dataFolder",
                "Shortcut+Shift+D",
                model,
                () -> ask.dataFolder("menu.file.dataFolder", shell::openData));
        menu.separate();
        menu.add("menu.file.quit", "Shortcut+Q", this::quit);
    }

    /** As if the user had closed the window, which may ask. */
    private void quit() {
        Window window = root.getScene().getWindow();
        Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private List<Command> recent() {
        String group = texts.get("menu.file.recent");
        return shell.settings().settings().get().recent().stream()
                .map(path -> new Command(path, group, () -> shell.open(Path.of(path))))
                .toList();
    }

    private void save() {
        if (!shell.save()) {
            saveAs();
        }
    }

    private void saveAs() {
        Study study = shell.study().get();
        ask.place("menu.file.saveAs", study == null ? "" : study.name(), shell::saveAs);
    }

    private void export() {
        Study study = shell.study().get();
        if (study != null) {
            ask.onnx(
                    "menu.file.export",
                    study.name(),
                    path -> shell.scans().export(study, path, this::exported));
        }
    }

    private void exported(JobEvent event) {
        if (event instanceof JobEvent.Finished finished
                && finished.result() instanceof JobResult.Exported file) {
            String size = Numbers.bytes(file.bytes());
            shell.message().set(texts.get("shell.exported", file.output(), size));
        } else if (event instanceof JobEvent.Failed failed) {
            shell.message().set(failed.message());
        }
    }

    private void edit(ActionGroup menu) {
        ProjectViewModel project = shell.project();
        menu.add(
                project.undoName(),
                "menu.edit.undo",
                "Shortcut+Z",
                actions.needs(project.canUndo(), "needs.edit"),
                project::undo);
        menu.add(
                project.redoName(),
                "menu.edit.redo",
                "Shortcut+Shift+Z",
                actions.needs(project.canRedo(), "needs.undone"),
                project::redo);
    }

    private void view(ActionGroup menu) {
        for (Screen screen : Screen.values()) {
            menu.add(screen.key(), screen.shortcut(), () -> shell.screen().set(screen));
        }
        menu.separate();
        menu.add(
                "menu.view.blocks",
                "Shortcut+B",
                actions.needs(shell.tune().blocks().offered(), "needs.blocks"),
                this::toggleBlocks);
        menu.add("menu.view.jobs", "Shortcut+J", this::toggleJobs);
        menu.add("menu.view.theme", "Shortcut+T", look::toggle);
        menu.add(
                "menu.view.larger",
                "Shortcut+Plus | Shortcut+Equals | Shortcut+Add",
                look::largerText);
        menu.add("menu.view.smaller", "Shortcut+Minus | Shortcut+Subtract", look::smallerText);
        menu.add("menu.view.usual", "Shortcut+0 | Shortcut+Numpad 0", () -> look.scaleText(1));
    }

    private void toggleBlocks() {
        shell.screen().set(Screen.TUNE);
        shell.tune().blocks().toggle();
    }

    private void toggleJobs() {
        shell.jobs().listed().set(!shell.jobs().listed().get());
    }

    private void run(ActionGroup menu) {
        menu.add("menu.run.start", "Shortcut+R", model, shell::run);
        menu.add("menu.run.pause", "Shortcut+P", job, shell.jobs()::togglePause);
        menu.add("menu.run.cancel", "Shortcut+Period", job, shell.jobs()::cancel);
        menu.separate();
        menu.add("menu.run.duel", "Shortcut+M", layer(), duel::show);
        menu.separate();
        runs(menu);
    }

    /** A duel needs a layer, and data to calibrate it on. */
    private ObservableValue<String> layer() {
        BooleanBinding ready =
                Bindings.createBooleanBinding(
                        () -> {
                            Study study = shell.study().get();
                            boolean selected = shell.tune().selected().get() >= 0;
                            return study != null && study.data() != null && selected;
                        },
                        shell.study(),
                        shell.tune().selected());
        return actions.needs(ready, "needs.layer");
    }

    private void runs(ActionGroup menu) {
        RunsViewModel runs = shell.runs();
        var one = actions.needs(runs.isOne(), "needs.run");
        var ended = actions.needs(runs.canDelete(), "needs.idleRuns");
        menu.add(
                "menu.runs.compare",
                "Shortcut+Shift+C",
                actions.needs(runs.canCompare(), "needs.doneRuns"),
                runs::compareSelected);
        menu.add("menu.runs.rerun", "Shortcut+Shift+R", one, runs::rerun);
        menu.add("menu.runs.edit", "Shortcut+Shift+E", one, runs::editAndRerun);
        menu.add("menu.runs.onResult", this::recipes);
        menu.add(
                "menu.runs.resume",
                "Shortcut+Shift+G",
                actions.needs(runs.canResume(), "needs.stoppedRuns"),
                runs::resume);
        menu.add("menu.runs.folder", "Shortcut+Shift+F", one, runs::openFolder);
        menu.add("menu.runs.delete", "", ended, runs::delete);
    }

    /** Recipes to run on what the selected run gave. */
    private List<Command> recipes() {
        RunsViewModel runs = shell.runs();
        String group = texts.get("menu.runs.onResult");
        return runs.hasResult().getValue()
                ? runs.recipes().stream()
                        .map(one -> new Command(one.name(), group, () -> runs.runOnResult(one)))
                        .toList()
                : List.of();
    }

    private void help(ActionGroup menu) {
        menu.add("menu.help.palette", "Shortcut+K | Shortcut+Shift+P", palette::show);
        menu.add("menu.help.keys", "F1", shortcuts::show);
        menu.add("menu.help.tour", "", this::tour);
        menu.add("menu.help.about", "", this::about);
    }

    /** Waits for the sample where nothing is open. */
    private void tour() {
        shell.settings().change(Settings::afterTour);
        if (shell.study().get() == null) {
            tourWaits = true;
            shell.openSample();
        } else {
            tour.start();
        }
    }

    private void startTour() {
        if (tourWaits && shell.study().get() != null) {
            tourWaits = false;
            tour.start();
        }
    }

    /** Selects a layer, in graph order, on the Tune screen if that is shown, else on Model. */
    private void goTo(Study study, int layer) {
        if (shell.screen().get() == Screen.TUNE) {
            shell.tune().select(layer);
        } else {
            shell.model().select(study.layers().get(layer).id());
            shell.screen().set(Screen.MODEL);
        }
    }

    private List<Command> layers() {
        Study study = shell.study().get();
        if (study == null) {
            return List.of();
        }
        String group = texts.get("screen.model");
        return IntStream.range(0, study.layers().size())
                .mapToObj(
                        i ->
                                new Command(
                                        texts.get(
                                                "palette.layer", study.layers().get(i).id().name()),
                                        group,
                                        () -> goTo(study, i)))
                .toList();
    }

    private void about() {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.initOwner(root.getScene().getWindow());
        alert.setTitle(texts.get("help.about.title"));
        alert.setHeaderText(texts.get("help.about.title"));
        alert.setContentText(texts.get("help.about"));
        alert.setGraphic(Icons.of(Feather.INFO, 28));
        look.dress(alert.getDialogPane().getScene());
        alert.show();
    }
}
