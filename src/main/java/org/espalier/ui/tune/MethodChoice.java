package org.espalier.ui.tune;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.espalier.compress.MethodCatalog;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.project.Edit;
import org.espalier.project.ProjectState;
import org.espalier.ui.ProjectViewModel;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The methods that prune single weights, and the one that the project is shaped for. */
final class MethodChoice {
    private final ProjectViewModel project;
    private final List<PruningMethod> all;
    private final ReadOnlyObjectWrapper<PruningMethod> chosen;

    MethodChoice(MethodCatalog catalog, ProjectViewModel project) {
        this.project = project;
        all =
                catalog.methods().stream()
                        .filter(PruningMethod.class::isInstance)
                        .map(PruningMethod.class::cast)
                        .toList();
        chosen = new ReadOnlyObjectWrapper<>(all.getLast());
        project.state().subscribe(this::follow);
    }

    private void follow(@Nullable ProjectState now) {
        String key = now == null ? null : now.method();
        chosen.set(find(key));
    }

    /** The method of this key; the last one there is if none has it. */
    PruningMethod find(@Nullable String key) {
        return all.stream().filter(m -> m.key().equals(key)).findFirst().orElse(all.getLast());
    }

    void choose(PruningMethod method) {
        project.edit(new Edit.SetMethod(method.key()));
    }

    List<PruningMethod> all() {
        return all;
    }

    List<String> keys() {
        return all.stream().map(PruningMethod::key).toList();
    }

    ReadOnlyObjectProperty<PruningMethod> chosen() {
        return chosen.getReadOnlyProperty();
    }

    PruningMethod get() {
        return chosen.get();
    }
}
