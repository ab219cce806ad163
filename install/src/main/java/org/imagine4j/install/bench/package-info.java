/**
 * {@code imagine bench}: measures how fast a model draws on this machine, stage by stage, and how far that is from what
 * the machine's memory allows. A table for people, JSON for machines.
 */
package org.imagine4j.install.bench;
