import { Component, type ReactNode } from "react";

/**
 * What a bug throws while the page is drawn would leave a white window. The person is told instead, and that their words
 * are safe: the room has them, or this machine does until it has.
 */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
	override state = { broken: false };

	static getDerivedStateFromError() {
		return { broken: true };
	}

	override render() {
		if (!this.state.broken) return this.props.children;
		return (
			<main className="around alone" role="alert">
				<div className="card">
					<h1>La page s’est arrêtée</h1>
					<p>L’erreur vient de nous. Ce que vous avez écrit est enregistré, ou gardé sur cet appareil.</p>
					<button type="button" className="primary" onClick={() => location.reload()}>
						Recharger la page
					</button>
				</div>
			</main>
		);
	}
}
