/** The way on from a page that has nothing more to ask. */
export const HomeLink = () => (
	<a className="primary" href="/">
		Aller à l’accueil
	</a>
);
