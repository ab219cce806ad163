package org.imagine4j.magics;

import org.imagine4j.inference.Generation;

/** Makes what a request asks for where people can watch it grow. */
@FunctionalInterface
public interface Presenter {

    /**
     * Makes the pictures.
     *
     * @return the finished pictures, or what existed when the run was stopped
     * @throws UsageException if the request cannot be met
     */
    Generation present(Imagine request);
}
