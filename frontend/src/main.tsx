import '@fontsource-variable/inter/wght.css'
import './app/mantine.css'
import './app/tokens.css'
import './ui/ui.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { pageNonce } from './app/Providers'
import { boot } from './boot'
import { startLanguage } from './i18n'

async function start(): Promise<void> {
  setNonce(pageNonce())
  const [app] = await Promise.all([
    boot.tenant ? import('./app/ConsoleApp') : import('./app/PublicApp'),
    startLanguage(boot.locale),
  ])
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<app.default />)
}

void start()
