/**
 * Safetensors files, one or several shards with an index: reads their headers as untrusted input,
 * maps their tensors and writes them back in the same layout. Knows nothing of architectures.
 */
@NullMarked
package org.espalier.model.safetensors;

import org.jspecify.annotations.NullMarked;
