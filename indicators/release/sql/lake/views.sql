-- All views of a release, over tables that are there.
/*view_of_figures*/
/*view_of_former_figures*/