package org.espalier.ui.tune;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.analyze.Duel;
import org.espalier.base.UserFacingException;
import org.espalier.compress.CompressionMethod;
import org.espalier.compress.MethodCatalog;
import org.espalier.compress.Target;
import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.model.Layer;
import org.espalier.report.Numbers;
import org.espalier.ui.Study;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Several methods on the layer selected in Tune: which, to what target, and what came of it. The
 * job runs on when nobody looks; one answers at a time.
 */
public final class DuelViewModel {
    private static final int LEAST = 2;
    private static final int MOST = 4;
    private static final Target USUAL = new Target.Sparsity(0.5);

    /** Where the duel stands. */
    public enum Stage {
        READY,
        RUNNING,
        DONE,
        FAILED
    }

    /** A method that may take part. */
    public record Entrant(CompressionMethod<?> method, BooleanProperty chosen) {}

    private final ScanJobs jobs;
    private final TuneViewModel tune;
    private final Texts texts;
    private final List<Entrant> entrants;
    private final StringProperty target = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.READY);
    private final ReadOnlyObjectWrapper<@Nullable Duel> duel = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding startable;
    private @Nullable Study study;
    private @Nullable Layer layer;

    /** The first methods of the catalogue take part, as many as may. */
    public DuelViewModel(MethodCatalog catalog, ScanJobs jobs, TuneViewModel tune, Texts texts) {
        this.jobs = jobs;
        this.tune = tune;
        this.texts = texts;
        entrants =
                catalog.methods().stream()
                        .map(method -> new Entrant(method, new SimpleBooleanProperty()))
                        .toList();
        entrants.stream().limit(MOST).forEach(one -> one.chosen().set(true));
        Observable[] asked = entrants.stream().map(Entrant::chosen).toArray(Observable[]::new);
        startable =
                Bindings.createBooleanBinding(this::enough, asked)
                        .and(Bindings.createBooleanBinding(() -> parsed().isPresent(), target))
                        .and(stage.isNotEqualTo(Stage.RUNNING));
    }

    /** Takes the selected layer and what the schedule takes from it; a running duel goes on. */
    public void open() {
        Layer selected = tune.selectedLayer();
        boolean same = study == tune.study() && selected == layer;
        if (selected == null || same || stage.get() == Stage.RUNNING) {
            return;
        }
        study = tune.study();
        layer = selected;
        title.set(texts.get("duel.title", selected.id().name()));
        Target planned = tune.target(tune.selected().get());
        target.set(written(planned.sparsity() > 0 ? planned : USUAL));
        show(Stage.READY, texts.get("duel.ready"));
    }

    private static String written(Target target) {
        return switch (target) {
            case Target.Sparsity sparsity -> Numbers.percent(sparsity.share());
            case Target.NM pattern -> pattern.toString();
        };
    }

    /** Starts the duel; nothing happens unless {@link #startable}. */
    public void start() {
        Study now = study;
        Layer on = layer;
        if (startable.get() && now != null && on != null) {
            show(Stage.RUNNING, texts.get("duel.running"));
            jobs.duel(
                    now,
                    new ScanJobs.Contest(on.id(), chosen(), parsed().orElseThrow()),
                    this::hear);
        }
    }

    private void hear(JobEvent event) {
        switch (event) {
            case JobEvent.Finished finished
                    when finished.result() instanceof JobResult.Duelled(Duel found) -> {
                duel.set(found);
                show(Stage.DONE, notes(found));
            }
            case JobEvent.Failed failed -> show(Stage.FAILED, failed.message());
            case JobEvent.Cancelled cancelled -> show(Stage.READY, texts.get("duel.cancelled"));
            default -> {}
        }
    }

    private void show(Stage now, String words) {
        message.set(words);
        stage.set(now);
    }

    /** What the methods said, a line for each that said something. */
    private static String notes(Duel found) {
        return String.join(
                "\n",
                found.contenders().stream()
                        .filter(one -> !one.note().isEmpty())
                        .map(one -> one.method() + ": " + one.note())
                        .toList());
    }

    private boolean enough() {
        int count = chosen().size();
        return count >= LEAST && count <= MOST;
    }

    private List<String> chosen() {
        return entrants.stream()
                .filter(one -> one.chosen().get())
                .map(one -> one.method().key())
                .toList();
    }

    /** What is to go, as it was typed: a percentage or a pattern. */
    private Optional<Target> parsed() {
        String text = target.get();
        if (!text.contains(":")) {
            return Percent.parse(text).map(Target.Sparsity::new);
        }
        try {
            return Optional.of(Target.NM.parse(text));
        } catch (UserFacingException e) {
            return Optional.empty();
        }
    }

    /** The methods that there are. */
    public List<Entrant> entrants() {
        return entrants;
    }

    /** What each method is to take from the layer, such as {@code 50 %} or {@code 2:4}. */
    public StringProperty target() {
        return target;
    }

    /** Which layer it is about. */
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /** What to do, why it failed, or what the methods said. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** Where it stands. */
    public ReadOnlyObjectProperty<Stage> stage() {
        return stage.getReadOnlyProperty();
    }

    /** What came of the last one; null before the first. */
    public ReadOnlyObjectProperty<@Nullable Duel> duel() {
        return duel.getReadOnlyProperty();
    }

    /** Whether two to four methods and a target are chosen and none is running. */
    public BooleanBinding startable() {
        return startable;
    }
}
