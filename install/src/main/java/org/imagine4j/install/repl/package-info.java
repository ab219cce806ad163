/**
 * {@code imagine repl}: cells in a terminal, without Jupyter. {@link org.imagine4j.install.repl.ReplCommand} drives the
 * kernel's interpreter as a front end would; {@link org.imagine4j.install.repl.TerminalCell} shows what cells show, with
 * pictures in coloured half blocks.
 */
package org.imagine4j.install.repl;
