import { useSuspenseQuery } from '@tanstack/react-query'
import { api } from './client'
import type { Me, Role } from './types'

/** Who is signed in; loaded before any page of the console is shown. */
export function useMe(): Me {
  return useSuspenseQuery({
    queryKey: ['me'],
    queryFn: () => api.get<Me>('/me'),
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}

const rank: Record<Role, number> = { agent: 0, supervisor: 1, admin: 2, owner: 3 }

export const atLeast = (role: Role, wanted: Role): boolean => rank[role] >= rank[wanted]
