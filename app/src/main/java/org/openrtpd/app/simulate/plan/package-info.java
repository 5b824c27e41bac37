/**
 * What a simulated network is: everything that decides its bytes. Start at {@link
 * org.openrtpd.app.simulate.plan.NetworkPlan}; all types are immutable, and every random choice is
 * made by {@link org.openrtpd.app.simulate.plan.Dice} from the seed and the place it is for, so that
 * no choice depends on the order in which anything is asked.
 */
package org.openrtpd.app.simulate.plan;
