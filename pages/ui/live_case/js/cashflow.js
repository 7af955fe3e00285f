// The cash flow of one case, line by line: the same as lepton/finance/flows.py, held together by a
// test. `v` holds every assumption by name, of the investment and of a decision.
import { adoption, audited, decay, discounting, monthly, prices, retrained, used, volume }
  from "./calendar.js";
import { worth } from "./earnings.js";

const PER = 1_000; // predictions are priced by the thousand
const MINUTES = 60;

/** Everything of a case by month: benefit, cost, tax, net, cumulative, discounted. */
export function cashFlow(v, earning) {
  const decisions = volume(v);
  const level = prices(v);
  const benefit = benefits(v, earning, decisions).map((amount, month) => amount * level[month]);
  const once = oneOff(v);
  const running = runningCosts(v, decisions, level);
  const cost = running.map((amount, month) => (amount + (month ? 0 : once)) * (1 + v.contingency));
  const tax = taxes(v, benefit, cost, once * (1 + v.contingency));
  const net = benefit.map((amount, month) => amount - cost[month] - tax[month]);
  const factor = discounting(v);
  return { benefit, cost, tax, net, factor, cumulative: summed(net),
    discounted: summed(net.map((amount, month) => amount * factor[month])) };
}

/** The running sum. */
export function summed(amounts) {
  let sum = 0;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

/** Cost of one hour of training on the chosen computer. */
function trainingHour(v) {
  if (v.compute === "cpu") return v.cpu_rate;
  if (v.compute === "rented") return v.gpu_rate / v.gpu_utilisation;
  const owned = (v.gpu_price - v.gpu_salvage) / (v.gpu_life_hours * v.gpu_utilisation);
  return owned + v.power_kw * v.pue * v.kwh_price;
}

function benefits(v, earning, decisions) {
  const { profit, spend } = worth(earning, v);
  const uptake = adoption(v);
  const fading = decay(v);
  return monthly(v, (month) => {
    const wanted = decisions[month] * uptake[month];
    const followed = wanted * within(earning, v.share * wanted, spend * wanted, v);
    const left = fading[month] * (1 - v.benefit_haircut);
    return followed * (Math.max(profit, 0) * left + Math.min(profit, 0));
  });
}

/** Part of the followed decisions that the limits of a month allow, up to 1. */
function within({ capacity, budget }, acted, spent, v) {
  let part = 1;
  if (capacity !== null) part = Math.min(part, capacity / Math.max(acted, 1e-12));
  if (budget !== null) {
    part = Math.min(part, Math.max(budget - v.fixed_cost, 0) / Math.max(spent, 1e-12));
  }
  return part;
}

/** What is spent in month 0, before contingency. */
function oneOff(v) {
  const days = v.needs_days + v.data_days + v.model_days + v.integration_days + v.testing_days;
  return days * v.day_rate + v.label_count * v.label_cost + v.privacy_review + v.tools
    + v.training_runs * v.training_hours * trainingHour(v) + v.security_review
    + v.change_management + v.trained_users * v.hours_per_user * v.user_rate;
}

/** What each month of use costs, before contingency. */
function runningCosts(v, decisions, level) {
  const inUse = used(v);
  const again = retrained(v);
  const audits = audited(v);
  const fixed = v.hosting + v.monitoring + v.licences + v.incentives + (v.share > 0 ? v.fixed_cost : 0);
  const each = v.prediction_cost / PER + v.review_share * (v.review_minutes / MINUTES) * v.reviewer_rate;
  const training = v.retrain_days * v.day_rate + v.retrain_runs * v.training_hours * trainingHour(v);
  return monthly(v, (month) => level[month] * ((fixed + each * decisions[month]) * inUse[month]
    + training * again[month] + v.audit_cost * audits[month]));
}

/** Tax of each month; a loss saves tax on other profit, so it is negative then. */
function taxes(v, benefit, cost, once) {
  const over = v.depreciation_months;
  return monthly(v, (month) => {
    if (!v.tax_rate) return 0;
    const atOnce = over > 0 && month === 0 ? once : 0;
    const written = over > 0 && month > 0 && month <= over ? once / over : 0;
    return v.tax_rate * (benefit[month] - (cost[month] - atOnce + written));
  });
}
