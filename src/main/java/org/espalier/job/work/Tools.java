package org.espalier.job.work;

import org.espalier.compress.MethodCatalog;
import org.espalier.engine.EngineSelector;
import org.espalier.job.MemoryLimit;
import org.espalier.tensor.LinearAlgebra;

/**
 * What jobs work with; made by the composition root.
 *
 * @param limit of memory, for a job and its process
 */
public record Tools(
        EngineSelector engines,
        MethodCatalog methods,
        LinearAlgebra algebra,
        ResponseMemory responses,
        MemoryLimit limit) {}
