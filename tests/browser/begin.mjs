// Before all stories: a demonstration is begun that theirs are copies of.
import { begin } from "./lib/demo.mjs";

await begin();
