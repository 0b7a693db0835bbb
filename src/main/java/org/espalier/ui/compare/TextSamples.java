package org.espalier.ui.compare;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.espalier.job.JobEvent;
import org.espalier.job.JobResult;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Sampling;
import org.espalier.report.Numbers;
import org.espalier.ui.Texts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The same prompt continued by two language models, one after the other so that neither slows the
 * other down: their texts, and the tokens a second.
 */
public final class TextSamples {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP = 50;
    private static final int TOKENS = 80;

    /** Has a model continue a prompt. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Starts.
         *
         * @param tokens to write, at most
         * @param listener hears what becomes of it
         * @return stops it
         */
        Runnable write(
                Path model,
                String prompt,
                int tokens,
                Sampling sampling,
                Consumer<JobEvent> listener);
    }

    /** What one of the models wrote. */
    static final class Side {
        private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
        private final ReadOnlyStringWrapper speed = new ReadOnlyStringWrapper("");

        private void set(String written, String fast) {
            text.set(written);
            speed.set(fast);
        }

        /** Behind the prompt. */
        ReadOnlyStringProperty text() {
            return text.getReadOnlyProperty();
        }

        /** In words. */
        ReadOnlyStringProperty speed() {
            return speed.getReadOnlyProperty();
        }
    }

    private record Pair(Path before, Path after) {}

    private final Writer writer;
    private final Texts texts;
    private final StringProperty prompt = new SimpleStringProperty("");
    private final IntegerProperty tokens = new SimpleIntegerProperty(TOKENS);
    private final IntegerProperty seed = new SimpleIntegerProperty(0);
    private final BooleanProperty drawn = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<@Nullable Runnable> running = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final Side before = new Side();
    private final Side after = new Side();
    private @Nullable Pair pair;

    /** Nothing is written yet. */
    TextSamples(Writer writer, Texts texts) {
        this.writer = writer;
        this.texts = texts;
        prompt.set(texts.get("compare.text.usual"));
    }

    /** Takes two models; what others wrote is forgotten, and what they write is not heard. */
    void open(@Nullable Path first, @Nullable Path second) {
        Pair next = first == null || second == null ? null : new Pair(first, second);
        if (next == null || !next.equals(pair)) {
            stop();
            pair = next;
            before.set("", "");
            after.set("", "");
            message.set(texts.get(next == null ? "compare.text.none" : "compare.text.ready"));
        }
    }

    /** Lets both write; nothing happens while they do. */
    public void start() {
        Pair models = pair;
        if (models != null && running.get() == null && !prompt.get().isBlank()) {
            before.set("", "");
            after.set("", "");
            write(models.before(), before, () -> write(models.after(), after, () -> end("")));
        }
    }

    private void write(Path model, Side side, Runnable next) {
        message.set(texts.get("compare.text.running", model.getFileName()));
        Pair asked = pair;
        Sampling sampling =
                drawn.get() ? new Sampling(TEMPERATURE, TOP, seed.get()) : Sampling.GREEDY;
        Runnable[] stop = new Runnable[1];
        running.set(() -> stop[0].run());
        stop[0] =
                writer.write(
                        model,
                        prompt.get(),
                        tokens.get(),
                        sampling,
                        event -> {
                            if (asked == pair && running.get() != null) {
                                hear(event, side, next);
                            }
                        });
    }

    private void hear(JobEvent event, Side side, Runnable next) {
        switch (event) {
            case JobEvent.Written written -> side.set(written.text(), "");
            case JobEvent.Finished finished
                    when finished.result() instanceof JobResult.Generated written -> {
                side.set(written.text().text(), speed(written.text()));
                next.run();
            }
            case JobEvent.Failed failed -> end(failed.message());
            case JobEvent.Cancelled cancelled -> end(texts.get("compare.text.stopped"));
            default -> {}
        }
    }

    private String speed(GeneratedText text) {
        double fast = text.tokensPerSecond();
        return Double.isNaN(fast) ? "" : texts.get("compare.text.speed", Numbers.three(fast));
    }

    private void end(String words) {
        running.set(null);
        message.set(words);
    }

    /** Stops whichever writes. */
    void stop() {
        Runnable now = running.get();
        if (now != null) {
            end(texts.get("compare.text.stopped"));
            now.run();
        }
    }

    /** What both continue. */
    public StringProperty prompt() {
        return prompt;
    }

    /** How many tokens each writes at most. */
    IntegerProperty tokens() {
        return tokens;
    }

    /** Seed of the draws. */
    IntegerProperty seed() {
        return seed;
    }

    /** Whether tokens are drawn; else each is the likeliest. */
    BooleanProperty drawn() {
        return drawn;
    }

    /** What stops them; null while nothing is written. */
    public ReadOnlyObjectProperty<@Nullable Runnable> running() {
        return running.getReadOnlyProperty();
    }

    /** What to do, what is going on, or why it failed. */
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** The model before. */
    Side before() {
        return before;
    }

    /** The model after. */
    Side after() {
        return after;
    }

    /** Whether both models write texts. */
    boolean possible() {
        return pair != null;
    }
}
