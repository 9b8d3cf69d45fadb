/** Answered and abandoned calls per interval, with the service level; the table beside it has the same figures. */
import { useComputedColorScheme } from '@mantine/core'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportRow } from '../../api/types'
import { dateText, dateTime } from '../../format/intl'
import { byStart } from './byStart'
import type { Interval } from './ReportFilters'

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const inks = {
  light: {
    text: '#566363',
    line: '#dde4e4',
    answered: '#0f6f6a',
    abandoned: '#c2570c',
    level: '#1f5a94',
    panel: '#ffffff',
  },
  dark: {
    text: '#9fabad',
    line: '#2f393b',
    answered: '#2c9790',
    abandoned: '#e58a45',
    level: '#8fc0ee',
    panel: '#232b2d',
  },
}

type Names = { answered: string; abandoned: string; level: string }

function option(
  rows: ReportRow[],
  interval: Interval,
  names: Names,
  ink: (typeof inks)['light'],
): Record<string, unknown> {
  const points = byStart(rows)
  const label = (start: string) => (interval === 'day' ? dateText(start) : dateTime(start))
  const axis = { axisLabel: { color: ink.text }, axisLine: { lineStyle: { color: ink.line } } }
  const grid = { splitLine: { lineStyle: { color: ink.line } } }
  return {
    animation: false,
    grid: { left: 44, right: 52, top: 40, bottom: 30 },
    legend: { top: 0, left: 0, textStyle: { color: ink.text } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: ink.panel,
      borderColor: ink.line,
      textStyle: { color: ink.text },
    },
    xAxis: { type: 'category', data: points.map((point) => label(point.start)), ...axis },
    yAxis: [
      { type: 'value', minInterval: 1, ...axis, ...grid },
      {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { color: ink.text, formatter: '{value} %' },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        name: names.answered,
        type: 'bar',
        stack: 'calls',
        color: ink.answered,
        barMaxWidth: 34,
        data: points.map((p) => p.answered),
      },
      {
        name: names.abandoned,
        type: 'bar',
        stack: 'calls',
        color: ink.abandoned,
        barMaxWidth: 34,
        data: points.map((p) => p.abandoned),
      },
      {
        name: names.level,
        type: 'line',
        yAxisIndex: 1,
        color: ink.level,
        connectNulls: false,
        data: points.map((p) => (p.level === null ? null : Math.round(p.level * 1000) / 10)),
      },
    ],
  }
}

export default function ReportChart({ rows, interval }: { rows: ReportRow[]; interval: Interval }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    if (!box.current) return
    const chart = echarts.init(box.current, undefined, { renderer: 'svg' })
    const names = {
      answered: t('report.answered'),
      abandoned: t('report.abandoned'),
      level: t('report.service_level'),
    }
    chart.setOption(option(rows, interval, names, inks[scheme]))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [rows, interval, scheme, t])
  return (
    <div
      ref={box}
      style={{ height: 260 }}
      role="img"
      aria-label={t('report.chart_label')}
      data-testid="report-chart"
    />
  )
}
