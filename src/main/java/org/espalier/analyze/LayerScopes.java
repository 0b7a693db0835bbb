package org.espalier.analyze;

import org.espalier.compress.prune.Scope;
import org.espalier.model.LayerId;

import java.util.Map;

/**
 * Which weights of each layer compete: as the method that prunes the layer has it.
 *
 * @param common of the layers that are not in {@code own}
 * @param own of layers whose method is another
 */
public record LayerScopes(Scope common, Map<LayerId, Scope> own) {
    /** The same for every layer. */
    public static LayerScopes all(Scope scope) {
        return new LayerScopes(scope, Map.of());
    }

    /** That of a layer. */
    public Scope of(LayerId layer) {
        return own.getOrDefault(layer, common);
    }
}
