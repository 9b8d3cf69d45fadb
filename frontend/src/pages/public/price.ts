/** What a seat and a minute cost, in minor units: the same figures as the plan's. */
export const price = { seat: 2500, minute: 2, currency: 'usd' }
