import { type ReactNode, useEffect, useRef } from "react";
import { Directed } from "./Directed.tsx";

interface PageProps {
	title: string;
	/** Stands over the heading: where this page belongs. */
	before?: ReactNode;
	/** A line beneath the heading. */
	about?: ReactNode;
	children: ReactNode;
}

/** A page around the conventions, beneath the head that the server drew: a heading, and sections that are cards. */
export function Page({ title, before, about, children }: PageProps) {
	return (
		<main className="around" id="main" tabIndex={-1}>
			{before}
			<h1>
				<Directed words={title} />
			</h1>
			{about && <p className="about">{about}</p>}
			{children}
		</main>
	);
}

interface AloneProps {
	title: ReactNode;
	/** It took the place of another page: its heading takes the focus, so that a screen reader tells it and reads on from there. */
	arrives?: boolean;
	children: ReactNode;
}

/** A page that asks or says one thing. */
export function Alone({ title, arrives = false, children }: AloneProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (arrives) heading.current?.focus();
	}, [arrives]);
	return (
		<main className="around alone" id="main" tabIndex={-1}>
			<div className="card">
				<h1 ref={heading} tabIndex={arrives ? -1 : undefined}>
					{title}
				</h1>
				{children}
			</div>
		</main>
	);
}

/** The head that the server drew stays true to the name that was changed since. */
export function nameInHead(name: string): void {
	const words = document.querySelector(".site-head .who bdi");
	if (words) words.textContent = name;
}

/** The person whom the head names has no account any more. */
export const emptyHead = () => document.querySelector(".site-head nav")?.remove();
