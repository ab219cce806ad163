/**
 * Jupyter as this program uses it: finding the one that is there ({@code JupyterFinder}), making a private one
 * ({@code PrivateJupyter}), Jupyter's documented folders ({@code JupyterFolders}), and executing a notebook
 * ({@code NotebookExecution}).
 */
package org.imagine4j.install.jupyter;
