import { Button, Select, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sellableNumbersOptions } from '../../api/queries'
import type { AvailableNumber } from '../../api/types'
import { money } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import './signup.css'

const countries = ['US', 'CA', 'GB'] as const

interface Props {
  root: string
  chosen: AvailableNumber | null
  onChoose: (number: AvailableNumber, country: string) => void
  country?: string
}

function Choice({
  number,
  index,
  chosen,
  onChoose,
}: {
  number: AvailableNumber
  index: number
  chosen: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation()
  const place = [number.locality, number.region].filter(Boolean).join(', ')
  return (
    <label className="number-choice" data-chosen={chosen} data-testid={`number-option-${index + 1}`}>
      <input type="radio" name="number" checked={chosen} onChange={onChoose} value={number.phone_number} />
      <span>
        <strong className="num">{phoneText(number.phone_number)}</strong>
        <span className="sl-small sl-soft">{place || t('signup.no_place')}</span>
      </span>
      {number.monthly_price !== undefined && number.currency ? (
        <span className="num sl-small">
          {t('signup.per_month', { price: money(number.monthly_price, number.currency) })}
        </span>
      ) : null}
    </label>
  )
}

export function NumberPicker({ root, chosen, onChoose, country: first = 'US' }: Props) {
  const { t } = useTranslation()
  const [country, setCountry] = useState(countries.find((code) => code === first) ?? 'US')
  const [area, setArea] = useState('')
  const [wanted] = useDebouncedValue(area.trim(), 350)
  const query =
    country === 'GB'
      ? { country, contains: wanted }
      : { country, area_code: wanted.length === 3 ? wanted : '' }
  const { data, error, isFetching, refetch } = useQuery(sellableNumbersOptions(query, root))
  return (
    <div className="sl-form" data-testid="number-picker">
      <div className="sl-two">
        <Select
          label={t('signup.country')}
          data={countries.map((code) => ({ value: code, label: t(`country.${code}`) }))}
          value={country}
          allowDeselect={false}
          onChange={(code) => code && setCountry(code as (typeof countries)[number])}
          data-testid="number-country"
        />
        <TextInput
          label={t(country === 'GB' ? 'signup.digits' : 'signup.area_code')}
          value={area}
          onChange={(event) =>
            setArea(event.currentTarget.value.replace(/\D/g, '').slice(0, country === 'GB' ? 6 : 3))
          }
          inputMode="numeric"
          data-testid="number-area-code"
        />
      </div>
      <ProblemNote error={error} retry={() => void refetch()} />
      <fieldset className="number-choices" aria-label={t('signup.choose_number')} aria-busy={isFetching}>
        {isFetching && !data ? <Skeleton height={200} /> : null}
        {data?.map((number, index) => (
          <Choice
            key={number.phone_number}
            number={number}
            index={index}
            chosen={chosen?.phone_number === number.phone_number}
            onChoose={() => onChoose(number, country)}
          />
        ))}
        {data?.length === 0 ? <p className="sl-soft">{t('signup.no_numbers')}</p> : null}
      </fieldset>
      <div>
        <Button variant="subtle" size="compact-sm" onClick={() => void refetch()} loading={isFetching}>
          {t('signup.other_numbers')}
        </Button>
      </div>
    </div>
  )
}
