/**
 * How the ground moves: noise that is always there, and earthquakes whose waves reach each site in
 * their own time. Start at {@link org.openrtpd.app.simulate.ground.GroundMotion}. Everything is a
 * function of the plan and of true time, computed with strict arithmetic, so that it is the same on
 * every machine; two streams of one recorder show the same ground. One thread.
 */
package org.openrtpd.app.simulate.ground;
