/** The magics, each a class that joins options to work. They know no kernel. */
package org.imagine4j.magics.magic;
