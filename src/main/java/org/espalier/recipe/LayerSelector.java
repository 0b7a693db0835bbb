package org.espalier.recipe;

import org.espalier.base.UserFacingException;
import org.espalier.model.LayerId;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names layers by an exact name or by a glob, in which {@code *} stands for any characters and
 * {@code ?} for one. The whole name is matched, never a part of it.
 *
 * @param spelling the name or glob; if a layer has exactly this name it means that layer alone
 */
public record LayerSelector(String spelling) {
    /**
     * The layers that are meant, in their order.
     *
     * @throws UserFacingException if there are none; the message offers the nearest names
     */
    public List<LayerId> select(Collection<LayerId> layers) {
        LayerId exact = new LayerId(spelling);
        if (layers.contains(exact)) {
            return List.of(exact);
        }
        Pattern glob = glob();
        List<LayerId> found =
                layers.stream().filter(layer -> glob.matcher(layer.name()).matches()).toList();
        if (found.isEmpty()) {
            List<String> names = layers.stream().map(LayerId::name).toList();
            throw UserFacingException.badInput(
                    "No layer of the model is named \"%s\". %s"
                            .formatted(spelling, Nearest.hint(spelling, names)));
        }
        return found;
    }

    private Pattern glob() {
        String regex =
                spelling.chars()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '*' -> ".*";
                                            case '?' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                        .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
