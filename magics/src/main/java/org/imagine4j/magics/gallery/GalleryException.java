package org.imagine4j.magics.gallery;

/** The gallery cannot do what was asked. The message is for the user: what is wrong and, on a second line, what to do. */
public final class GalleryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GalleryException(String problem, String remedy) {
        super(problem + "\n" + remedy);
    }

    GalleryException(String problem, String remedy, Throwable cause) {
        super(problem + "\n" + remedy, cause);
    }
}
