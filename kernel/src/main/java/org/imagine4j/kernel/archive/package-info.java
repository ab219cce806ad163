/**
 * An archive of the kernel's loaded classes (application class-data sharing), with which a kernel starts in about half the
 * time. The kernelspec names a file ({@link org.imagine4j.kernel.archive.ClassArchive}); the first kernel that finds none
 * there which fits has one made in the background ({@link org.imagine4j.kernel.archive.ArchiveMaker}), and the kernels
 * after it use it. Nobody waits for it, nothing depends on it.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: Dynamic CDS Archives</a>
 */
package org.imagine4j.kernel.archive;
