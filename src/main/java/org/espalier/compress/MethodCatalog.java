package org.espalier.compress;

import org.espalier.base.UserFacingException;

import java.util.List;

/** The methods that this program has. */
public record MethodCatalog(List<CompressionMethod<?>> methods) {
    /**
     * The method with this key.
     *
     * @throws UserFacingException if there is none; the message lists those there are
     */
    public CompressionMethod<?> find(String key) {
        return methods.stream()
                .filter(method -> method.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserFacingException.badInput(
                                        "There is no method \"%s\". Methods: %s."
                                                .formatted(key, String.join(", ", keys()))));
    }

    /** Keys of all methods. */
    public List<String> keys() {
        return methods.stream().<String>map(CompressionMethod::key).toList();
    }
}
