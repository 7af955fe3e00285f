// What changes from month to month: volume, uptake, fading, prices, discounting. The same as
// lepton/finance/timeline.py, held together by a test. Months run from 0, which is today.

const YEAR = 12;

/** One value for every month from 0 to the horizon. */
export const monthly = (v, value) =>
  Array.from({ length: v.horizon_months + 1 }, (_, month) => value(month));

/** Months since it went into use, 1 in the first; 0 before. */
const inUse = (v, month) => Math.max(month - v.build_months, 0);

export const used = (v) => monthly(v, (month) => (inUse(v, month) > 0 ? 1 : 0));

/** Factor that brings money of each month to today; month 0 is not discounted. */
export function discounting(v) {
  const early = v.timing === "mid" ? 0.5 : 0;
  return monthly(v, (month) => (1 + v.discount_rate) ** (-Math.max(month - early, 0) / YEAR));
}

/** Decisions of each month; none in month 0. */
export function volume(v) {
  return monthly(v, (month) => {
    if (month === 0) return 0;
    const season = v.season[(v.first_month + month - 2) % YEAR];
    return v.decisions_per_month * (1 + v.volume_growth) ** ((month - 1) / YEAR) * season;
  });
}

/** Price level of each month against today. */
export const prices = (v) => monthly(v, (month) => (1 + v.inflation) ** (month / YEAR));

/** Share of the decisions that follow the model; 0 before it is in use. */
export function adoption(v) {
  return monthly(v, (month) => {
    const since = inUse(v, month);
    return since > 0 ? v.adoption_ceiling * uptake(v, since) : 0;
  });
}

function uptake(v, since) {
  if (v.adoption === "linear") return Math.min(since / Math.max(v.adoption_months, 1e-9), 1);
  if (v.adoption === "logistic") {
    return 1 / (1 + Math.exp(-v.adoption_speed * (since - v.adoption_midpoint)));
  }
  if (v.adoption === "bass") {
    const fade = Math.exp(-(v.bass_innovation + v.bass_imitation) * since);
    return (1 - fade) / (1 + (v.bass_imitation / v.bass_innovation) * fade);
  }
  return 1;
}

/** Part of the model's advantage that is left, 1 right after a training. */
export function decay(v) {
  const half = v.half_life_months;
  const fading = half > 0 ? Math.LN2 / half : 0;
  return monthly(v, (month) => {
    let age = Math.max(inUse(v, month) - 1, 0);
    if (v.retrain_every > 0) age %= v.retrain_every;
    return v.lasting_share + (1 - v.lasting_share) * Math.exp(-fading * age);
  });
}

/** 1 in the months with a new training, else 0; the first training is part of building. */
export function retrained(v) {
  return monthly(v, (month) => {
    const age = inUse(v, month) - 1;
    return v.retrain_every > 0 && age > 0 && age % v.retrain_every === 0 ? 1 : 0;
  });
}

/** 1 after each full year of use, else 0. */
export function audited(v) {
  return monthly(v, (month) => {
    const since = inUse(v, month);
    return since > 0 && since % YEAR === 0 ? 1 : 0;
  });
}
