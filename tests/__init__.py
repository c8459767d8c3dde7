"""What belongs to no single app: settings of the tests, architecture, runtime, journeys, the named world."""
