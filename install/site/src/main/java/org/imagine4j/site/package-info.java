/** Makes the documentation's pages out of the project's own files. It runs during the build only. */
package org.imagine4j.site;
