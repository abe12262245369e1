"""Fair yardsticks of a figure, similar communes, and what can safely be said."""
