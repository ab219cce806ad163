/** Speaking to the person at the terminal: plain lines, a line that is rewritten while work goes on, two-line errors. */
package org.imagine4j.install.terminal;
