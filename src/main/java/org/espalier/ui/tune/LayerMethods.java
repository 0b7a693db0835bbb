package org.espalier.ui.tune;

import org.espalier.analyze.LayerScopes;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.compress.prune.Scope;
import org.espalier.model.Layer;
import org.espalier.model.LayerId;
import org.espalier.recipe.Recipe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** By which method each layer is pruned: the schedule's, or one of its own. */
final class LayerMethods {
    private final MethodChoice common;
    private final ScheduleEditor editor;

    LayerMethods(MethodChoice common, ScheduleEditor editor) {
        this.common = common;
        this.editor = editor;
    }

    /** The method of a layer. */
    PruningMethod of(int layer) {
        return common.find(editor.method(layer, common.get().key()));
    }

    /** Keys of the layers' methods, in their order. */
    List<String> keys() {
        String key = common.get().key();
        return IntStream.range(0, editor.count()).mapToObj(i -> editor.method(i, key)).toList();
    }

    /** What is special about each layer: its method's initial, its pattern; empty for nothing. */
    List<String> marks() {
        return IntStream.range(0, editor.count()).mapToObj(this::mark).toList();
    }

    /** What is special about a layer. */
    String mark(int layer) {
        String own = editor.ownMethod(layer) ? of(layer).facts().title().substring(0, 1) : "";
        String pattern = editor.target(layer) instanceof Target.NM nm ? nm.toString() : "";
        return (own + " " + pattern).strip();
    }

    /** Which weights of each layer compete. */
    LayerScopes scopes(List<Layer> layers) {
        Map<LayerId, Scope> own = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            if (editor.ownMethod(i)) {
                own.put(layers.get(i).id(), of(i).ownScope());
            }
        }
        return new LayerScopes(common.get().ownScope(), own);
    }

    /**
     * The recipe that carries out the schedule: a step for each method. Those that calibrate come
     * first, so that they see the layers' inputs as the scan saw them.
     */
    Recipe recipe(List<Layer> layers) {
        List<String> order =
                common.all().stream()
                        .sorted(Comparator.comparing(PruningMethod::needsByDefault).reversed())
                        .map(PruningMethod::key)
                        .toList();
        List<LayerId> ids = layers.stream().map(Layer::id).toList();
        return Recipe.of(editor.pruned(), common.get().key(), order, ids);
    }

    /** The methods that the schedule prunes by, such as {@code Wanda + Magnitude}. */
    String title() {
        String key = common.get().key();
        String titles =
                editor.pruned().entries().keySet().stream()
                        .map(layer -> editor.schedule().get().method(layer, key))
                        .distinct()
                        .map(common::find)
                        .map(method -> method.facts().title())
                        .collect(Collectors.joining(" + "));
        return titles.isEmpty() ? common.get().facts().title() : titles;
    }
}
