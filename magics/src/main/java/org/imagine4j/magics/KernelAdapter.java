package org.imagine4j.magics;

/** What Imagine knows of one kind of kernel; found by {@link java.util.ServiceLoader}. */
public interface KernelAdapter {

    /**
     * Brings the magics, and how pictures look, to the kernel that runs in this process.
     *
     * @return false if no kernel of this kind runs here
     */
    boolean install();
}
